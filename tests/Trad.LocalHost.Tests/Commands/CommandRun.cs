using Trad.LocalHost.Commands;

namespace Trad.LocalHost.Tests.Commands;

/// <summary>A command that was carried out in this process, and what it printed.</summary>
/// <param name="ExitCode">What the process would have returned.</param>
/// <param name="Output">What it wrote to the standard output.</param>
/// <param name="Errors">What it wrote to the standard error.</param>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    private static readonly Redirected Out = new(Console.Out), Error = new(Console.Error);

    static CommandRun()
    {
        Console.SetOut(Out);
        Console.SetError(Error);
    }

    /// <summary>Carries out a command line against a host that runs.</summary>
    public static async Task<CommandRun> RunAsync(Uri host, params string[] arguments)
    {
        using StringWriter output = new(), errors = new();
        using (Out.To(output))
        using (Error.To(errors))
        {
            var exitCode = await TradCommandLine.RunAsync([.. arguments, "--port", $"{host.Port}"]);
            return new CommandRun(exitCode, output.ToString(), errors.ToString());
        }
    }

    /// <summary>A writer for every test that runs at the same time, and one for everybody else.</summary>
    private sealed class Redirected(TextWriter usual) : TextWriter
    {
        private readonly AsyncLocal<TextWriter?> _own = new();

        public override System.Text.Encoding Encoding => usual.Encoding;

        public IDisposable To(TextWriter writer)
        {
            _own.Value = TextWriter.Synchronized(writer);
            return new Back(this);
        }

        public override void Write(char value) => (_own.Value ?? usual).Write(value);

        public override void Write(string? value) => (_own.Value ?? usual).Write(value);

        public override void Write(char[] buffer, int index, int count) => (_own.Value ?? usual).Write(buffer, index, count);

        private sealed class Back(Redirected writer) : IDisposable
        {
            public void Dispose() => writer._own.Value = null;
        }
    }
}
