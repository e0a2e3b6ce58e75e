using System.Text;
using System.Text.Json;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

public sealed class ValidationRulesTests
{
    [Theory]
    [InlineData("\"full\"", ValidationScope.Full, 3, 5)]
    [InlineData("\"hold-out\"", ValidationScope.HoldOut, 0, 0)]
    [InlineData("{}", ValidationScope.Full, 3, 5)]
    [InlineData("""{"scope":"full","seeds":0,"otherSymbols":20}""", ValidationScope.Full, 0, 20)]
    [InlineData("""{"scope":"hold-out","seeds":0}""", ValidationScope.HoldOut, 0, 0)]
    [InlineData("null", ValidationScope.Full, 3, 5)]
    public void Check_fills_in_what_the_scope_or_the_object_leaves_out(string validation, ValidationScope scope, int seeds, int symbols)
    {
        var complete = Check($"\"validation\":{validation}", out var errors);

        Assert.Empty(errors.ByField);
        Assert.Equal(new ValidationRequest { Scope = scope, Seeds = seeds, OtherSymbols = symbols }, complete!.Validation);
    }

    [Theory]
    [InlineData("\"validation\":\"some\"", "validation", "is \"some\"; allowed is one of full, hold-out")]
    [InlineData("\"validation\":7", "validation", "is 7; allowed is an object, or one of full, hold-out")]
    [InlineData("""
        "validation":{"scope":"some"}
        """, "validation.scope", "is \"some\"; allowed is one of full, hold-out")]
    [InlineData("""
        "validation":{"seeds":21}
        """, "validation.seeds", "is '21'; allowed is a whole number from 0 to 20")]
    [InlineData("""
        "validation":{"seeds":"3"}
        """, "validation.seeds", "is \"3\"; allowed is a whole number from 0 to 20")]
    [InlineData("""
        "validation":{"otherSymbols":-1}
        """, "validation.otherSymbols", "is '-1'; allowed is a whole number from 0 to 20")]
    [InlineData("""
        "validation":{"seed":3}
        """, "validation.seed", "is no field; allowed is one of scope, seeds, otherSymbols")]
    [InlineData("""
        "validation":{"scope":"hold-out","seeds":3}
        """, "validation.seeds", "is '3'; allowed is 0 with the scope hold-out")]
    [InlineData("""
        "validation":{"scope":"hold-out","otherSymbols":2}
        """, "validation.otherSymbols", "is '2'; allowed is 0 with the scope hold-out")]
    [InlineData("\"selection\":\"best\"", "selection", "is \"best\"; allowed is one of robust, maximum")]
    public void Check_names_the_field_the_value_and_what_is_allowed(string member, string field, string message)
    {
        Assert.Null(Check(member, out var errors));

        Assert.Equal([field], errors.ByField.Keys);
        Assert.StartsWith(message, errors.ByField[field].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_was_recorded_with_the_scope_alone_is_read_and_written_as_an_object()
    {
        var recorded = JsonSerializer.Deserialize<TrainingRequest>("""{"validation":"hold-out"}""", TradJson.Options)!;

        Assert.Equal(ValidationScope.HoldOut, recorded.Validation!.Scope);
        Assert.Equal("""{"validation":{"scope":"hold-out"}}""", JsonSerializer.Serialize(recorded, TradJson.Options));
    }

    private static TrainingRequest? Check(string member, out ValidationErrors errors)
    {
        errors = new ValidationErrors();
        var body = $$"""{"strategy":"liquidity-sweep","exchange":"binance","symbol":"BTCUSDT","interval":"5m",{{member}}}""";
        var request = RequestJson.Read<TrainingRequest>(Encoding.UTF8.GetBytes(body), errors);
        return request is null ? null : TrainingRequestRules.Check(request, errors);
    }
}
