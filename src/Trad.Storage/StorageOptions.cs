using System.ComponentModel.DataAnnotations;

namespace Trad.Storage;

/// <summary>Where Trad keeps its data.</summary>
public sealed class StorageOptions
{
    /// <summary>
    /// A storage connection string. Taken from <c>AzureWebJobsStorage</c> when absent; give this or <see cref="AccountName"/>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// A storage account reached with the host's identity. Taken from <c>AzureWebJobsStorage__accountName</c> when absent.
    /// </summary>
    public string? AccountName { get; set; }

    /// <summary>What the names of all tables begin with. <value>The default is <c>Trad</c>.</value></summary>
    [RegularExpression(
        "^[A-Za-z][A-Za-z0-9]{0,39}$",
        ErrorMessage = "Trad:Storage:TablePrefix must be 1 to 40 letters or digits, beginning with a letter.")]
    public string TablePrefix { get; set; } = "Trad";

    /// <summary>The blob container of the candle partitions. <value>The default is <c>candles</c>.</value></summary>
    [RegularExpression(
        "^[a-z0-9](-?[a-z0-9]){2,62}$",
        ErrorMessage = "Trad:Storage:CandleContainer must be a container name: 3 to 63 lower-case letters, digits and single hyphens.")]
    public string CandleContainer { get; set; } = "candles";

    /// <summary>The blob container of what trained assets own. <value>The default is <c>assets</c>.</value></summary>
    [RegularExpression(
        "^[a-z0-9](-?[a-z0-9]){2,62}$",
        ErrorMessage = "Trad:Storage:AssetContainer must be a container name: 3 to 63 lower-case letters, digits and single hyphens.")]
    public string AssetContainer { get; set; } = "assets";

    /// <summary>
    /// How long a request over HTTP waits for one answer of the storage, in seconds, before it is answered itself, with 503.
    /// <value>The default is 10.</value>
    /// </summary>
    [Range(1, 100, ErrorMessage = "Trad:Storage:RequestSeconds must lie between 1 and 100.")]
    public int RequestSeconds { get; set; } = 10;
}
