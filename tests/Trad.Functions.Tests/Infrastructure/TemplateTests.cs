using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trad.Functions.Api;
using Trad.Functions.Api.Access;
using Trad.Functions.Backfills;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Infrastructure;

/// <summary>What the README promises of a deployment stands in the template that is deployed.</summary>
public sealed partial class TemplateTests(CompiledTemplate template) : IClassFixture<CompiledTemplate>
{
    [Fact]
    public void Storage_has_no_public_blobs_no_shared_keys_and_tls_1_2()
    {
        var account = Assert.Single(template.Resources("Microsoft.Storage/storageAccounts"))["properties"]!;

        Assert.False((bool)account["allowBlobPublicAccess"]!);
        Assert.False((bool)account["allowSharedKeyAccess"]!);
        Assert.Equal("TLS1_2", (string?)account["minimumTlsVersion"]);
        Assert.True((bool)account["supportsHttpsTrafficOnly"]!);
        Assert.DoesNotContain("listKeys", template.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void App_answers_https_only_and_has_an_identity_and_no_key_of_its_storage()
    {
        var app = Assert.Single(template.Resources("Microsoft.Web/sites"));

        Assert.True((bool)app["properties"]!["httpsOnly"]!);
        Assert.Equal("1.2", (string?)app["properties"]!["siteConfig"]!["minTlsVersion"]);
        Assert.Equal("SystemAssigned", (string?)app["identity"]!["type"]);
        Assert.Contains("AzureWebJobsStorage__accountName", template.SettingNames);
        Assert.DoesNotContain("AzureWebJobsStorage", template.SettingNames);
        Assert.Equal(
            "SystemAssignedIdentity",
            (string?)app["properties"]!["functionAppConfig"]!["deployment"]!["storage"]!["authentication"]!["type"]);
    }

    [Fact]
    public void Storage_of_other_clouds_is_reached_by_the_addresses_of_its_services()
    {
        Assert.Contains("equals(environment().name, 'AzureCloud')", template.Text, StringComparison.Ordinal);
        Assert.Superset(
            new HashSet<string>
            {
                "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri",
            },
            template.SettingNames.ToHashSet());
    }

    [Theory]
    [InlineData("access", "key")]
    [InlineData("backend", "storage")]
    [InlineData("privateNetwork", false)]
    [InlineData("monthlyBudget", 0)]
    public void Unless_told_otherwise_callers_show_a_key_and_nothing_is_made_that_costs_extra(string parameter, object value) =>
        Assert.Equal($"{value}", $"{JsonNode.Parse(template.Text)!["parameters"]![parameter]!["defaultValue"]}", ignoreCase: true);

    [Theory]
    [InlineData("network", "privateNetwork")]
    [InlineData("scheduler", "backend")]
    [InlineData("alerts", "alertEmails")]
    [InlineData("budget", "monthlyBudget")]
    public void What_is_optional_is_made_when_its_parameter_says_so(string module, string parameter) => Assert.Contains(
        $"parameters('{parameter}')",
        (string?)template.Resources("Microsoft.Resources/deployments").Single(each => (string?)each["name"] == module)["condition"],
        StringComparison.Ordinal);

    [Theory]
    [InlineData("markets", "Trad__Backfill__Markets__{0}")]
    [InlineData("backfillSchedule", "TradBackfillSchedule")]
    [InlineData("backfillDays", "Trad__Backfill__Days")]
    [InlineData("maxConcurrentJobs", "Trad__Jobs__MaxConcurrent")]
    [InlineData("workers", "Trad__Jobs__Workers")]
    [InlineData("maxBodyBytes", "Trad__Api__MaxBodyBytes")]
    [InlineData("access", "Trad__Access__Mode")]
    [InlineData("accessKey", "Trad__Access__Key")]
    [InlineData("readKey", "Trad__Access__ReadKey")]
    [InlineData("hostNames", "Trad__Access__Hosts")]
    [InlineData("origins", "Trad__Access__Origins")]
    [InlineData("maximumInstanceCount", "maximumInstanceCount")]
    [InlineData("instanceMemoryMB", "instanceMemoryMB")]
    public void Parameter_reaches_the_app(string parameter, string setting)
    {
        var app = Assert.Single(
            template.Resources("Microsoft.Resources/deployments"), deployment => (string?)deployment["name"] == "app")["properties"]!;

        Assert.Contains($"parameters('{parameter}')", $"{app["parameters"]![parameter]!["value"]}", StringComparison.Ordinal);
        Assert.Contains(setting, app["template"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scheduler_is_reached_by_identity_under_the_name_that_the_host_is_told()
    {
        Assert.Superset(
            new HashSet<string>
            {
                "AzureFunctionsJobHost__extensions__durableTask__storageProvider__type",
                "AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName",
                "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
            },
            template.SettingNames.ToHashSet());
        Assert.Contains("Authentication=ManagedIdentity", template.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Developer_CLI_finds_the_app_by_its_tag_and_its_project()
    {
        var file = File.ReadAllText(ProjectTree.PathTo("infra", "azure.yaml"));
        var app = Assert.Single(template.Resources("Microsoft.Web/sites"));

        Assert.Contains("services:\n  app:\n    project: ../src/Trad.Functions\n", file, StringComparison.Ordinal);
        Assert.Contains("    host: function\n", file, StringComparison.Ordinal);
        Assert.Contains("'azd-service-name', 'app'", (string?)app["tags"], StringComparison.Ordinal);
        Assert.True(File.Exists(ProjectTree.PathTo("src", "Trad.Functions", "Trad.Functions.csproj")));
    }

    [Fact]
    public void Telemetry_is_taken_from_identities_only()
    {
        Assert.True((bool)Assert.Single(template.Resources("Microsoft.Insights/components"))["properties"]!["DisableLocalAuth"]!);
        Assert.Contains("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", template.SettingNames);
    }

    [Theory]
    [InlineData("b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "Storage Blob Data Owner")]
    [InlineData("974c5e8b-45b9-4653-ba55-5f855dd0fb88", "Storage Queue Data Contributor")]
    [InlineData("0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "Storage Table Data Contributor")]
    [InlineData("3913510d-42f4-4e42-8a64-00c390055eb7", "Monitoring Metrics Publisher")]
    [InlineData("0ad04412-c4d5-4796-b79c-f76d14c8d402", "Durable Task Data Contributor")]
    public void Identity_has_the_role(string id, string role) =>
        Assert.True(template.Text.Contains(id, StringComparison.Ordinal), $"{role} is not assigned");

    [Fact]
    public void Sign_in_with_entra_asks_everybody_but_probes()
    {
        var properties = Assert.Single(template.Resources("Microsoft.Web/sites/config"))["properties"]!;

        Assert.True((bool)properties["globalValidation"]!["requireAuthentication"]!);
        Assert.Equal(["/api/health"], properties["globalValidation"]!["excludedPaths"]!.AsArray().Select(path => (string?)path));
    }

    [Fact]
    public void Private_network_has_an_endpoint_for_each_service_that_the_app_uses()
    {
        Assert.Contains("\"services\": [", template.Text, StringComparison.Ordinal);
        var network = Assert.Single(
            template.Resources("Microsoft.Resources/deployments"), deployment => (string?)deployment["name"] == "network");

        Assert.Equal(
            ["blob", "queue", "table"],
            network["properties"]!["template"]!["variables"]!["services"]!.AsArray().Select(service => (string?)service));
    }

    [Fact]
    public void Somebody_is_told_of_failed_jobs_stale_candles_poison_and_throttling()
    {
        var searches = Searches();

        Assert.Equal(["failed-jobs", "stale-backfill", "asleep", "poison"], searches.Select(search => (string?)search!["name"]));

        // What they look for is told by the app under these names.
        var told = File.ReadAllText(ProjectTree.PathTo("src", "Trad.Training", "Jobs", "WorkMetrics.cs"));
        Assert.All(
            searches.SelectMany(search => Metric().Matches((string)search!["query"]!).Select(match => match.Value)),
            metric => Assert.Contains($"\"{metric}\"", told, StringComparison.Ordinal));
        Assert.Single(template.Resources("Microsoft.Insights/metricAlerts"));
        Assert.Single(template.Resources("Microsoft.Consumption/budgets"));
    }

    [Fact]
    public void Settings_of_the_sample_are_set_or_have_their_default()
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(ProjectTree.Root, "local.settings.sample.json")))!["Values"]!.AsObject();
        string[] otherwise =
        [
            "FUNCTIONS_WORKER_RUNTIME", // functionAppConfig.runtime
            "AzureWebJobsStorage", // by identity
            "Trad__Storage__TablePrefix", "Trad__Storage__CandleContainer", // as by default
            "Trad__Backfill__Markets__0", // a parameter, one setting each
        ];

        Assert.Empty(sample.Select(setting => setting.Key).Except(template.SettingNames).Except(otherwise));

        // Twice what the app takes, here as there: what lies between gets the app's answer.
        Assert.Equal($"{2 * new ApiOptions().MaxBodyBytes}", (string?)sample["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"]);
    }

    [Fact]
    public void Settings_of_the_app_are_properties_of_its_options()
    {
        Dictionary<string, Type> sections = new()
        {
            ["Access"] = typeof(AccessOptions),
            ["Api"] = typeof(ApiOptions),
            ["Backfill"] = typeof(BackfillOptions),
            ["Jobs"] = typeof(JobOptions),
        };
        var unknown = template.SettingNames
            .Where(name => name.StartsWith("Trad__", StringComparison.Ordinal))
            .Where(name => name.Split("__") is not [_, var section, var property, ..] || sections[section].GetProperty(property) is null);

        Assert.Empty(unknown);
    }

    [Fact]
    public void Body_limit_of_the_host_lies_above_the_limit_of_the_app()
    {
        Assert.Contains(
            "'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT', 'value', string(mul(2, parameters('maxBodyBytes')))", template.Text,
            StringComparison.Ordinal);

        var most = typeof(ApiOptions).GetProperty(nameof(ApiOptions.MaxBodyBytes))!.GetCustomAttribute<RangeAttribute>()!;
        var declared = JsonNode.Parse(template.Text)!["parameters"]!["maxBodyBytes"]!;
        Assert.Equal(Convert.ToInt64(most.Minimum), (long)declared["minValue"]!);
        Assert.InRange((long)declared["maxValue"]!, new ApiOptions().MaxBodyBytes, Convert.ToInt64(most.Maximum));
        Assert.Equal(new ApiOptions().MaxBodyBytes, (long)declared["defaultValue"]!);
    }

    [Theory]
    [InlineData("access", "entraClientId", "access is entra")]
    [InlineData("monthlyBudget", "alertEmails", "names nobody who is told of it")]
    [InlineData("monthlyBudget", "budgetStart", "budgetStart is missing")]
    [InlineData("backend", "appHasSchedulerPackage", "the app lacks the package")]
    [InlineData("backend", "schedulerAllowlist", "names no address")]
    public void Half_of_a_choice_is_refused_in_words(string choice, string missing, string reason)
    {
        var refusal = template.Resources("Microsoft.Resources/deployments")
            .SelectMany(module => module["properties"]!["parameters"]?.AsObject().Select(parameter => (Module: module, Value: $"{parameter.Value}")) ?? [])
            .Single(each => each.Value.Contains("fail(", StringComparison.Ordinal) && each.Value.Contains(reason, StringComparison.Ordinal));

        Assert.Contains($"parameters('{missing}')", refusal.Value, StringComparison.Ordinal);
        Assert.Contains($"parameters('{choice}')", refusal.Value + (string?)refusal.Module["condition"], StringComparison.Ordinal);
    }

    // Azure refuses to change what such a thing began as, so a deployment in a later month would fail.
    [Fact]
    public void Nothing_depends_on_when_it_is_deployed() =>
        Assert.DoesNotMatch("utcNow|newGuid", template.Text);

    [Fact]
    public void Scheduler_is_not_open_to_every_address() => Assert.DoesNotContain("0.0.0.0/0", template.Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("dev", "TRAD_ACCESS_KEY")]
    [InlineData("test", "TRAD_ENTRA_CLIENT_ID", "TRAD_ALERT_EMAILS", "TRAD_BUDGET_START")]
    [InlineData("prod", "TRAD_ENTRA_CLIENT_ID", "TRAD_ALERT_EMAILS", "TRAD_BUDGET_START")]
    public void Stage_does_not_compile_without_what_only_its_operator_knows(string stage, params string[] variables)
    {
        var file = File.ReadAllText(ProjectTree.PathTo("infra", "parameters", $"{stage}.bicepparam"));

        Assert.Equal(variables.Order(), Variable().Matches(file).Select(match => match.Groups["name"].Value).Order());
        Assert.All(Variable().Matches(file), match => Assert.Equal("", match.Groups["default"].Value));
    }

    [Theory]
    [InlineData("test")]
    [InlineData("prod")]
    public void Stage_that_a_team_uses_is_signed_in_to_watched_and_budgeted(string stage)
    {
        var values = template.Parameters(stage);

        Assert.Equal(CompiledTemplate.StageVariables["TRAD_ENTRA_CLIENT_ID"], (string?)values["entraClientId"]!["value"]);
        Assert.Equal(2, values["alertEmails"]!["value"]!.AsArray().Count);
        Assert.True((int)values["monthlyBudget"]!["value"]! > 0);
        Assert.Equal(CompiledTemplate.StageVariables["TRAD_BUDGET_START"], (string?)values["budgetStart"]!["value"]);
    }

    [Fact]
    public void Candles_are_behind_also_where_a_market_was_never_fetched_and_where_nobody_tells_any_more()
    {
        var alert = Searches().Single(search => (string?)search!["name"] == "stale-backfill")!;
        var query = (string)alert["query"]!;

        // By the app's own measure, which knows each interval; a market that tells nothing, or nothing new, counts; no threshold of time.
        Assert.Contains("trad.backfill.behind", query, StringComparison.Ordinal);
        Assert.Contains("valueMax > 0 or timestamp < ago(1h)", query, StringComparison.Ordinal);
        Assert.Matches(@"max_of\(0, (\{0\}|\{\d\}) - told\)", query);
        Assert.Contains("parameters('markets')", query, StringComparison.Ordinal);
        Assert.Equal((0, "GreaterThan", "P2D"), ((int)alert["threshold"]!, (string?)alert["operator"], (string?)alert["window"]));
    }

    [Theory]
    [InlineData("dev", "key")]
    [InlineData("test", "entra")]
    [InlineData("prod", "entra")]
    public void Parameter_file_of_a_stage_asks_callers_who_they_are(string stage, string access)
    {
        var values = template.Parameters(stage);

        Assert.Equal(access, (string?)values["access"]?["value"] ?? "key");
        Assert.NotEmpty(values["markets"]!["value"]!.AsArray());
    }

    private JsonArray Searches() => Assert.Single(
        template.Resources("Microsoft.Resources/deployments"), deployment => (string?)deployment["name"] == "alerts")
        ["properties"]!["template"]!["variables"]!["searches"]!.AsArray();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>\w+)'(?<default>[^)]*)\)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"trad\.[a-z.]+")]
    private static partial Regex Metric();
}
