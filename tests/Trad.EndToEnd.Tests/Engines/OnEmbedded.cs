using Trad.EndToEnd.Tests.Assets;
using Trad.EndToEnd.Tests.Backfills;
using Trad.EndToEnd.Tests.Hosting;
using Trad.EndToEnd.Tests.Training;

namespace Trad.EndToEnd.Tests.Engines;

/// <summary>Training, backfill and revalidation on the embedded engine.</summary>
public static class OnEmbedded
{
    public sealed class Training(ServingHost host) : TrainingTests(host), IClassFixture<ServingHost>;

    public sealed class Assets(ServingHost host) : AssetsCommandTests(host), IClassFixture<ServingHost>;

    public sealed class Backfill() : BackfillCommandTests("embedded");
}
