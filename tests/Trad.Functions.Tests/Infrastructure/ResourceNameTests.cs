namespace Trad.Functions.Tests.Infrastructure;

/// <summary>
/// Whatever the Developer CLI takes as the name of an environment (letters, digits, hyphens, dots, underscores and parentheses, up to 64),
/// the resources get names that Azure takes.
/// </summary>
public sealed class ResourceNameTests(CompiledTemplate template) : IClassFixture<CompiledTemplate>
{
    [Theory]
    [InlineData("trad", "trad")]
    [InlineData("a", "a")]
    [InlineData("my_env.1", "my-env-1")]
    [InlineData("-Dev(2)_", "Dev-2")]
    [InlineData("a_very.long_name_that_goes_on_(and_on)_until_64_characters_are_u", "a-very-long-name-t-[a-z0-9]{13}")]
    public async Task Resources_of_an_environment_have_names_that_azure_takes(string environment, string label)
    {
        var (resources, said) = await template.PredictAsync(environment);

        Assert.True(resources.Count > 5, said);
        Assert.Matches($"^log-{label}$", NameOf("Microsoft.OperationalInsights/workspaces"));
        Assert.Matches("^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$", NameOf("Microsoft.OperationalInsights/workspaces"));
        Assert.Matches("^[a-z0-9]{3,24}$", NameOf("Microsoft.Storage/storageAccounts"));
        Assert.Matches("^func-[A-Za-z0-9-]{0,54}[a-z0-9]$", NameOf("Microsoft.Web/sites"));
        Assert.Matches("^plan-[A-Za-z0-9-]{0,54}[a-z0-9]$", NameOf("Microsoft.Web/serverfarms"));
        Assert.All(resources, resource => Assert.Matches("^[A-Za-z0-9][A-Za-z0-9/-]*[A-Za-z0-9]$", resource.Name));

        string NameOf(string type) => Assert.Single(resources, resource => resource.Type == type).Name;
    }

    [Fact]
    public async Task Two_long_names_that_begin_alike_have_resources_of_their_own()
    {
        const string Alike = "a-name-of-more-than-thirty-two-characters-";

        var (one, _) = await template.PredictAsync(Alike + "1");
        var (two, _) = await template.PredictAsync(Alike + "2");

        Assert.NotEmpty(one);
        Assert.Empty(one.Intersect(two));
    }

    [Fact]
    public async Task Name_without_a_letter_or_a_digit_is_refused_with_what_is_allowed()
    {
        var (resources, said) = await template.PredictAsync("_._");

        Assert.Empty(resources);
        Assert.Contains("name has neither a letter nor a digit, a to z and 0 to 9", said, StringComparison.Ordinal);
    }
}
