using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary>The options that name a storage account.</summary>
internal sealed class StorageAccountOptions
{
    private const string StorageVariable = "AzureWebJobsStorage";

    private readonly Option<string?> _storage = new("--storage")
    {
        Description =
            "Connection string of a storage account to use instead of the emulator. It holds a key that others can read on a command line: "
            + $"better in the environment's {StorageVariable}, or in a file.",
        HelpName = "connection string",
    };

    private readonly Option<string?> _storageFile = new("--storage-file")
    {
        Description = "File that holds the connection string.",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        command.Add(_storage);
        command.Add(_storageFile);
    }

    /// <summary>Whether the command line names an account.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_storage) is not null || parsed.GetValue(_storageFile) is not null;

    /// <summary>The account that is named on the command line, else in the environment; null when none is.</summary>
    /// <exception cref="StartException">What is said cannot be used.</exception>
    public StorageSetting? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_storage) is { } given)
        {
            return parsed.GetValue(_storageFile) is null
                ? Setting(given, "--storage")
                    ?? throw new StartException("--storage is empty; give the connection string of a storage account, or leave the option out.")
                : throw new StartException("--storage and --storage-file both name a storage account; give one of them.");
        }

        return parsed.GetValue(_storageFile) is { } file
            ? Setting(ReadFile(file), "--storage-file")
            : Setting(Environment.GetEnvironmentVariable(StorageVariable), StorageVariable) ?? RefuseIdentity();
    }

    // Whoever says so means that account, and not the emulator.
    private static StorageSetting? RefuseIdentity() => Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Where(name => name.StartsWith($"{StorageVariable}__", StringComparison.OrdinalIgnoreCase)
            && !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(name)))
        .Order(StringComparer.Ordinal).FirstOrDefault() is { } name
        ? throw new StartException(
            $"{name} names a storage account that is reached with an identity, which the app does on Azure only; here give its connection string in {StorageVariable} or with --storage-file, or unset {name}.")
        : null;

    private static StorageSetting? Setting(string? connectionString, string source) =>
        string.IsNullOrWhiteSpace(connectionString) ? null : new StorageSetting(connectionString.Trim(), source);

    private static string ReadFile(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            return text.Trim().Length > 0 ? text : throw new StartException($"The file {file} of --storage-file is empty.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The file {file} of --storage-file cannot be read: {refused.Message}", refused);
        }
    }
}
