using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

/// <summary>Every number of a training request tells its true bounds, whatever was given instead.</summary>
public sealed class NumberFieldsTests
{
    private static readonly Type[] Groups =
        [typeof(CostRequest), typeof(SizingRequest), typeof(AccountRequest), typeof(ExitRequest), typeof(ExchangeFilterRequest)];

    // Those of a list and of dictionaries, which have no name of their own.
    private static readonly Dictionary<string, PropertyInfo> Inside = new()
    {
        ["validation.seeds"] = typeof(ValidationRequest).GetProperty(nameof(ValidationRequest.Seeds))!,
        ["validation.otherSymbols"] = typeof(ValidationRequest).GetProperty(nameof(ValidationRequest.OtherSymbols))!,
        ["constraints.sharpe.min"] = typeof(MetricConstraint).GetProperty(nameof(MetricConstraint.Min))!,
        ["constraints.sharpe.max"] = typeof(MetricConstraint).GetProperty(nameof(MetricConstraint.Max))!,
    };

    public static TheoryData<string> Fields => [.. Numbers.Keys];

    private static Dictionary<string, PropertyInfo> Numbers => new(FieldsOf(typeof(TrainingRequest), "").Concat(Inside));

    [Theory]
    [MemberData(nameof(Fields))]
    public void Text_or_a_fraction_or_too_large_a_number_is_refused_with_the_bounds_of_the_field(string field)
    {
        var property = Numbers[field];
        var range = property.GetCustomAttribute<RangeAttribute>();
        Assert.True(range is not null, $"{field} does not say which numbers it takes");

        var allowed = Words(property, range);
        foreach (var wrong in IsWhole(property) ? new[] { "\"20\"", "1.5", "1e300", "true", "[1]" } : ["\"0.5\"", "true", "[1]"])
        {
            Assert.EndsWith($"; allowed is {allowed}", Read(field, wrong), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Number_out_of_bounds_is_refused_with_the_same_words(string field)
    {
        var property = Numbers[field];
        var range = property.GetCustomAttribute<RangeAttribute>()!;
        var (lowest, highest) = (Number(range.Minimum), Number(range.Maximum));
        foreach (var outside in new[] { lowest - 1, highest < 1e15 ? highest + 1 : lowest - 1 })
        {
            var request = RequestJson.Read<TrainingRequest>(
                Encoding.UTF8.GetBytes(Body(field, outside.ToString("R", CultureInfo.InvariantCulture))), new ValidationErrors());

            var errors = new ValidationErrors();
            TrainingRequestRules.Check(request!, errors);

            Assert.Contains(
                errors.ByField[field], message => message.EndsWith($"allowed is {Words(property, range)}", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Number_that_is_almost_zero_or_beyond_all_measure_is_refused_wherever_it_stands(string field)
    {
        foreach (var absurd in new[] { "1e-300", "-1e-300", "5e-324", "1e300", "-1e300", "1e999" })
        {
            var errors = new ValidationErrors();
            if (RequestJson.Read<TrainingRequest>(Encoding.UTF8.GetBytes(Body(field, absurd)), errors) is { } request)
            {
                Assert.Null(TrainingRequestRules.Check(request, errors));
            }

            var message = Assert.Single(errors.ByField[field]);
            Assert.Contains("; allowed is ", message, StringComparison.Ordinal);
        }
    }

    private static string? Read(string field, string value)
    {
        var errors = new ValidationErrors();
        Assert.Null(RequestJson.Read<TrainingRequest>(Encoding.UTF8.GetBytes(Body(field, value)), errors));
        return Assert.Single(errors.ByField[field]);
    }

    private static string Body(string field, string value)
    {
        var steps = field.Split('.');
        var body = steps.Reverse().Aggregate(value, (inner, step) => $"{{{JsonSerializer.Serialize(step)}:{inner}}}");
        var whole = JsonNode.Parse(body)!.AsObject();
        (whole["strategy"], whole["exchange"], whole["symbol"], whole["interval"]) = ("liquidity-sweep", "binance", "BTCUSDT", "5m");
        if (field == "sizing.value")
        {
            // The mode decides what its value is; this one takes the whole range.
            whole["sizing"]!["mode"] = "volatility-target";
        }

        return whole.ToJsonString();
    }

    // Written again, so that the words are not compared with themselves.
    private static string Words(PropertyInfo property, RangeAttribute range)
    {
        if (property.Name == "Value")
        {
            return "a number from 0.00001 to 10";
        }

        var (lowest, highest) = (Number(range.Minimum), Number(range.Maximum));
        string Text(double number) =>
            number >= long.MaxValue
                ? "9,223,372,036,854,775,807"
                : number.ToString(Math.Abs(number) < 1 ? "0.############" : "#,0", CultureInfo.InvariantCulture);
        return $"{(IsWhole(property) ? "a whole number" : "a number")} from {Text(lowest)} to {Text(highest)}";
    }

    private static double Number(object number) => Convert.ToDouble(number, CultureInfo.InvariantCulture);

    private static bool IsWhole(PropertyInfo property) =>
        (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) != typeof(double);

    private static Dictionary<string, PropertyInfo> FieldsOf(Type type, string path)
    {
        var found = new Dictionary<string, PropertyInfo>();
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null))
        {
            var name = $"{path}{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}";
            var actual = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (actual == typeof(int) || actual == typeof(long) || actual == typeof(double))
            {
                found.Add(name, property);
            }
            else if (Groups.Contains(actual))
            {
                foreach (var (inner, number) in FieldsOf(actual, $"{name}."))
                {
                    found.Add(inner, number);
                }
            }
        }

        return found;
    }
}
