using Trad.EndToEnd.Tests.Assets;
using Trad.EndToEnd.Tests.Backfills;
using Trad.EndToEnd.Tests.Hosting;
using Trad.EndToEnd.Tests.Training;

namespace Trad.EndToEnd.Tests.Engines;

/// <summary>Training, backfill and revalidation on the engine that several processes can share.</summary>
public static class OnAzureStorage
{
    public sealed class Training(SharedServingHost host) : TrainingTests(host), IClassFixture<SharedServingHost>;

    public sealed class Assets(SharedServingHost host) : AssetsCommandTests(host), IClassFixture<SharedServingHost>;

    public sealed class Backfill() : BackfillCommandTests("azure-storage");
}
