using Trad.Browser.Tests.Hosting;

[assembly: AssemblyFixture(typeof(SharedBrowser))]
[assembly: AssemblyFixture(typeof(Trad.Browser.Tests.Pages.FilledHost))]

// Every test drives the same browser against a host that trains on all cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
