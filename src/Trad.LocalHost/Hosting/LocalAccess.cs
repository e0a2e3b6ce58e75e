using System.Net;
using Microsoft.Extensions.Configuration;
using Trad.Functions.Api.Access;

namespace Trad.LocalHost.Hosting;

/// <summary>Who may use the local host, as the environment and the options say, before anything is started.</summary>
internal static class LocalAccess
{
    private const string Remedy =
        "set Trad__Access__Key, for example to what 'openssl rand -hex 24' prints, or name a file that holds it with --key-file";

    /// <summary>The settings that the options add to those of the environment.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Overrides(HostSettings settings) => settings.KeyFile is { } file
        ? settings.Overrides.Append(new($"{AccessOptions.Section}:{nameof(AccessOptions.Key)}", null))
            .Append(new($"{AccessOptions.Section}:{nameof(AccessOptions.KeyFile)}", file))
        : settings.Overrides;

    /// <summary>Where the host is, to the app.</summary>
    public static HostPlace PlaceOf(HostSettings settings) => new(IsLocal: true, IsBeyondLoopback: !IPAddress.IsLoopback(settings.Listen));

    /// <summary>The key that a client of the host shows; null when there is none.</summary>
    /// <exception cref="StartException">The settings are wrong, or the key's file cannot be read.</exception>
    public static string? ReadKey(HostSettings settings) => Read(settings).Key;

    /// <summary>The host's key, or null where it needs none.</summary>
    /// <exception cref="StartException">The settings are wrong, or other machines would get in without a key.</exception>
    public static string? Check(HostSettings settings)
    {
        var (options, key) = Read(settings);
        if (options.Mode == AccessMode.Entra)
        {
            throw new StartException("Trad__Access__Mode is 'entra', which only App Service can do; allowed here are 'key' and 'none'.");
        }

        if (PlaceOf(settings).IsBeyondLoopback && options.Mode == AccessMode.None)
        {
            throw new StartException(
                $"--listen {settings.Listen} lets other machines in, but Trad__Access__Mode is 'none'; take that away, and {Remedy}.");
        }

        if (key is null && (PlaceOf(settings).IsBeyondLoopback || options.Mode == AccessMode.Key))
        {
            throw new StartException(
                PlaceOf(settings).IsBeyondLoopback
                    ? $"--listen {settings.Listen} lets other machines in, which need a key: {Remedy}."
                    : $"Trad__Access__Mode is 'key', but there is none: {Remedy}.");
        }

        return key;
    }

    private static (AccessOptions Options, string? Key) Read(HostSettings settings)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(Overrides(settings)).Build();
        try
        {
            return AccessOptions.Read(configuration);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The host cannot be started: {wrong.Message}", wrong);
        }
    }
}
