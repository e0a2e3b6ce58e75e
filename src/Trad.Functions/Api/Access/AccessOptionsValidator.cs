using Microsoft.Extensions.Options;

namespace Trad.Functions.Api.Access;

/// <summary>Checks the settings of <see cref="AccessOptions"/> that can be wrong wherever the app runs.</summary>
internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    private const int ShortestKey = 16;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var wrong = new List<string>();
        var key = ReadKey(nameof(AccessOptions.Key), options.Key, options.KeyFile, wrong);
        var readKey = ReadKey(nameof(AccessOptions.ReadKey), options.ReadKey, options.ReadKeyFile, wrong);
        if (readKey is not null && key is null)
        {
            wrong.Add($"{Setting(nameof(AccessOptions.ReadKey))} is set without {Setting(nameof(AccessOptions.Key))}; nobody could write");
        }

        if (readKey is not null && key == readKey)
        {
            wrong.Add($"{Setting(nameof(AccessOptions.ReadKey))} is the same as {Setting(nameof(AccessOptions.Key))}; allowed is another");
        }

        wrong.AddRange(options.Origins
            .Where(
                origin => WebOrigin.Parse(origin) is not { } parsed || !parsed.ToString().Equals(
                    origin, StringComparison.OrdinalIgnoreCase))
            .Select(
                origin => $"{Setting(nameof(AccessOptions.Origins))} has '{origin}'; allowed are exact origins as browsers send them, for example https://notebook.example.com"));
        wrong.AddRange(options.Hosts
            .Where(host => HostName.Parse(host) is null)
            .Select(
                host => $"{Setting(nameof(AccessOptions.Hosts))} has '{host}'; allowed are names or addresses with or without a port, for example trad.example.com"));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    /// <summary>A setting as it stands in the environment.</summary>
    public static string Setting(string name) => $"Trad__Access__{name}";

    private static string? ReadKey(string name, string? given, string? file, List<string> wrong)
    {
        try
        {
            var key = AccessKeys.Read(given, file);
            if (key is { Length: < ShortestKey })
            {
                wrong.Add(
                    $"{Setting(name)} has {key.Length} characters; allowed are {ShortestKey} or more, for example what 'openssl rand -hex 24' prints");
            }

            return key;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            wrong.Add($"{Setting(name)}File cannot be read: {unreadable.Message}");
            return null;
        }
    }
}
