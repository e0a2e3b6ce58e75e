using Trad.Testing;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
