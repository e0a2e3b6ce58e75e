using System.CommandLine.Parsing;

namespace Trad.LocalHost.Commands;

/// <summary>Reads the address of a server.</summary>
internal static class WebAddress
{
    /// <summary>The address that <c>--otlp</c> names; records what is wrong with anything that is none.</summary>
    public static Uri? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        argument.AddError($"--otlp is '{text}'; allowed is the address of a collector, for example http://127.0.0.1:4317.");
        return null;
    }
}
