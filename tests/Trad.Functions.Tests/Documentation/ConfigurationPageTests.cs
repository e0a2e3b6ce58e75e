using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trad.Functions.Tests.Api.OpenApi;
using Trad.Testing;

namespace Trad.Functions.Tests.Documentation;

/// <summary>The configuration reference in step with the code.</summary>
public sealed class ConfigurationPageTests
{
    [Fact]
    public void Page_is_what_the_options_classes_say()
    {
        var file = ProjectTree.PathTo("src", "Trad.Functions", "configuration.md");
        var page = ConfigurationPage.Write();
        if (ApiExampleRecorder.IsAsked)
        {
            File.WriteAllText(file, page);
        }

        Assert.Equal(page, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Page_has_every_options_class_that_the_app_reads()
    {
        var services = new ServiceCollection();
        services.AddTrad(new ConfigurationBuilder().Build());

        var read = services
            .Select(service => service.ServiceType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConfigureOptions<>))
            .Select(type => type.GetGenericArguments()[0])
            .Where(type => type.Namespace!.StartsWith("Trad.", StringComparison.Ordinal)).Distinct();

        Assert.Equal(
            read.Select(type => type.Name).Order(StringComparer.Ordinal),
            ConfigurationPage.Sections.Select(section => section.Type.Name).Order(StringComparer.Ordinal));
    }
}
