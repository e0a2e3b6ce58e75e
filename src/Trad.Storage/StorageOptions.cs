using System.ComponentModel.DataAnnotations;

namespace Trad.Storage;

/// <summary>Where Trad keeps its data.</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>A storage connection string; wins over the other ways to name an account.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>An account in the public cloud, reached with an identity.</summary>
    [RegularExpression(
        "^[a-z0-9]{3,24}$",
        ErrorMessage = "Trad:Storage:AccountName must be a storage account's name: 3 to 24 lower-case letters and digits.")]
    public string? AccountName { get; set; }

    /// <summary>
    /// The address of an account's blobs, reached with an identity, for other clouds and private names; not together with
    /// <see cref="AccountName"/>, for example <c>https://trad.blob.core.usgovcloudapi.net</c>.
    /// </summary>
    public Uri? BlobServiceUri { get; set; }

    /// <summary>The address of an account's tables, reached with an identity; not together with <see cref="AccountName"/>.</summary>
    public Uri? TableServiceUri { get; set; }

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

    /// <summary>
    /// Refuses an account that is named twice: the Functions host takes the name, and what Trad keeps would lie elsewhere than
    /// orchestrations do.
    /// </summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        string.IsNullOrWhiteSpace(ConnectionString) && !string.IsNullOrWhiteSpace(AccountName)
            && (BlobServiceUri ?? TableServiceUri) is { } address
            ? [new ValidationResult(
                $"The storage account is named twice, as '{AccountName}' and by the address {address}; give accountName, or blobServiceUri and tableServiceUri.",
                [nameof(AccountName)])]
            : [];
}
