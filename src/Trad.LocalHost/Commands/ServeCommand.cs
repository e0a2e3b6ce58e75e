using System.CommandLine;
using System.Diagnostics;
using System.Net;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.LocalRuntime;

namespace Trad.LocalHost.Commands;

/// <summary><c>serve</c>: hosts the function app until Ctrl-C.</summary>
internal sealed class ServeCommand : Command
{
    private readonly HostOptions _host = new();

    private readonly Option<IPAddress> _listen = new("--listen")
    {
        Description = "Address to listen on; 0.0.0.0 is every one of this machine. Beyond loopback an access key is needed.",
        HelpName = "address",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = ListenAddress.Parse,
    };

    private readonly Option<Uri?> _otlp = new("--otlp")
    {
        Description = "Collector that traces, metrics and logs go to (OpenTelemetry); port 4318 is spoken to over HTTP, others over gRPC.",
        HelpName = "address",
        CustomParser = WebAddress.Parse,
    };

    private readonly Option<bool> _open = new("--open") { Description = "Open the dashboard in the browser." };

    public ServeCommand()
        : base("serve", "Host the function app on this machine until Ctrl-C.")
    {
        AlsoRunAs(this);
    }

    /// <summary>Gives another command the same options and action.</summary>
    public void AlsoRunAs(Command command)
    {
        command.Add(_listen);
        command.Add(_open);
        command.Add(_otlp);
        _host.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            _host.Read(parsed) with { Listen = parsed.GetValue(_listen)!, Otlp = parsed.GetValue(_otlp) },
            parsed.GetValue(_open),
            cancellationToken));
    }

    private static async Task<int> RunAsync(HostSettings settings, bool opens, CancellationToken cancellationToken)
    {
        await using var session = await HostSession.StartAsync(
            settings with { ShowsWarnings = true }, Console.Error.WriteLine, cancellationToken);
        session.Announce(settings, Console.Error.WriteLine);
        ServingNotice.Print(Console.Out, session, settings);
        if (settings.Otlp is { } collector)
        {
            await CollectorProbe.TellAsync(collector, Console.Error.WriteLine, cancellationToken);
        }

        if (opens)
        {
            OpenBrowser(session.Address);
        }

        if (settings.Engine == DurableEngineKind.AzureStorage)
        {
            Console.Out.WriteLine(HowToJoin(settings));
        }

        if (!IPAddress.IsLoopback(settings.Listen))
        {
            Console.WriteLine($"It listens on {settings.Listen} for other machines, which need the access key.");
        }

        return await session.WhileStorageLastsAsync(
            async token =>
            {
                await session.WaitForShutdownAsync(token);
                return 0;
            },
            cancellationToken);
    }

    // A machine without a browser serves all the same.
    private static void OpenBrowser(Uri address)
    {
        try
        {
            Process.Start(new ProcessStartInfo(address.GetLeftPart(UriPartial.Authority)) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception failed) when (failed is System.ComponentModel.Win32Exception or PlatformNotSupportedException)
        {
            Console.Error.WriteLine($"The browser cannot be opened: {failed.Message}");
        }
    }

    private static string HowToJoin(HostSettings settings) => settings.Storage is null
        ? $"Other processes of this machine join with: trad worker --data '{settings.DataFolder}'"
        : "Other processes join with 'trad worker' and the same AzureWebJobsStorage.";
}
