namespace Trad.Functions.Strategies.PlugIns;

/// <summary>Where strategies in C# of one's own are; they run with the rights of the host, so only its owner can say.</summary>
public sealed class PlugInOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Trad:Strategies";

    /// <summary>
    /// A folder of C# files and assemblies with strategies, read once when the host starts; relative to the app's folder when it is not
    /// rooted. <value>The default is none.</value>
    /// </summary>
    public string? Folder { get; set; }
}
