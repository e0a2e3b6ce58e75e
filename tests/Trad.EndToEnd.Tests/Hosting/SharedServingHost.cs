namespace Trad.EndToEnd.Tests.Hosting;

/// <summary>A serving host with the engine that several processes can share.</summary>
public sealed class SharedServingHost : ServingHost
{
    /// <inheritdoc/>
    protected override string Engine => "azure-storage";
}
