using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Trad.Functions.Api.Access;

/// <summary>Who may do what; settings under <c>Trad:Access</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Trad:Access";

    /// <summary>
    /// How callers show that they may. <value>The default is <see cref="AccessMode.Key"/>; on the local host, as long as it
    /// listens on loopback only and no key is set, <see cref="AccessMode.None"/>.</value>
    /// </summary>
    public AccessMode? Mode { get; set; }

    /// <summary>The key for reading and writing, at least 16 characters.</summary>
    public string? Key { get; set; }

    /// <summary>A file whose first line is <see cref="Key"/>.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The key for reading only, at least 16 characters.</summary>
    public string? ReadKey { get; set; }

    /// <summary>A file whose first line is <see cref="ReadKey"/>.</summary>
    public string? ReadKeyFile { get; set; }

    /// <summary>
    /// Names by which this server is asked beside loopback names and the app's own name on Azure: <c>trad.example.com</c>,
    /// with a port when only that is meant. A list, or one text with commas.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; set; } = [];

    /// <summary>
    /// Origins of other web pages that may use the API from a browser, exactly as a browser sends them:
    /// <c>https://notebook.example.com</c>. A list, or one text with commas. <value>The default is none.</value>
    /// </summary>
    public IReadOnlyList<string> Origins { get; set; } = [];

    /// <summary>Hours after which a session of the dashboard ends. <value>The default is 168, a week.</value></summary>
    [Range(0.001, 8_760)]
    public double SessionHours { get; set; } = 168;

    /// <summary>
    /// Requests that one address may make in a minute, in a burst or evenly; 0 is no limit.
    /// <value>The default is 60,000.</value>
    /// </summary>
    [Range(0, 100_000_000)]
    public int RequestsPerMinute { get; set; } = 60_000;

    /// <summary>Reads the settings; a list may be one text with commas.</summary>
    public void Bind(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        section.Bind(this);
        Hosts = ReadList(section.GetSection(nameof(Hosts)));
        Origins = ReadList(section.GetSection(nameof(Origins)));
    }

    /// <summary>The settings and the key, for a host that needs to know them before it starts the app.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message names it.</exception>
    public static (AccessOptions Options, string? Key) Read(IConfiguration configuration)
    {
        var options = new AccessOptions();
        options.Bind(configuration);
        var found = new AccessOptionsValidator().Validate(null, options);
        return found.Failed
            ? throw new InvalidOperationException(string.Join("; ", found.Failures))
            : (options, AccessKeys.Read(options.Key, options.KeyFile));
    }

    private static List<string> ReadList(IConfigurationSection section) =>
    [
        .. section.GetChildren().Select(child => child.Value).Prepend(section.Value)
            .SelectMany(
                text => (text ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];
}
