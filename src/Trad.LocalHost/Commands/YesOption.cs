using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary><c>--yes</c>: without it, whoever is about to lose something is asked first.</summary>
internal sealed class YesOption : Option<bool>
{
    public YesOption()
        : base("--yes") => Description = "Do not ask.";

    /// <summary>Whether somebody has to be asked.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="what">What is to go, behind "whether".</param>
    /// <exception cref="StartException">Somebody would have to be, and there is no terminal.</exception>
    public bool Asks(ParseResult parsed, string what) =>
        !parsed.GetValue(this)
        && (!Console.IsInputRedirected ? true : throw new StartException($"Nobody can be asked whether {what}; say --yes."));

    /// <summary>Whether somebody wants what is asked; says so when not.</summary>
    /// <param name="question">The question, with what cannot be brought back.</param>
    public static bool IsAgreed(string question)
    {
        Console.Write($"{question} [y/N] ");
        if (Console.ReadLine()?.Trim() is "y" or "Y" or "yes")
        {
            return true;
        }

        Console.WriteLine("Nothing was deleted.");
        return false;
    }

    /// <summary>Whether it is wanted: by the option, or by whoever is asked.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="what">What is to go, behind "whether".</param>
    /// <param name="question">The question, with what cannot be brought back.</param>
    /// <exception cref="StartException">Somebody would have to be asked, and there is no terminal.</exception>
    public bool IsWanted(ParseResult parsed, string what, string question) => !Asks(parsed, what) || IsAgreed(question);
}
