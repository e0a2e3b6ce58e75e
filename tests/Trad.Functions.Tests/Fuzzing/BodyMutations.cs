using System.Text;
using System.Text.Json;
using Trad.Functions.Tests.Api.OpenApi;

namespace Trad.Functions.Tests.Fuzzing;

/// <summary>Makes bad bodies, at every place that the document describes.</summary>
internal sealed class BodyMutations(ApiDocument document, SampleRequest sample, Random random, int picks)
{
    private static readonly string[] ContentTypes = ["text/plain", "application/xml", "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded", "image/png", "application/json; charset=utf-16"];

    /// <summary>The requests of an operation with a bad body.</summary>
    public IEnumerable<Mutation> Enumerate(ApiOperation operation)
    {
        if (!operation.TakesBody)
        {
            yield break;
        }

        foreach (var body in HostileJson.Bodies().Append(HostileJson.TenMegabytes()))
        {
            yield return Mutate(
                operation, $"a body that is none: {Encoding.Latin1.GetString(body.AsSpan(0, Math.Min(body.Length, 20)))}", body, null,
                ContentTypes[random.Next(ContentTypes.Length)]);
        }

        foreach (var mutation in operation.BodySchema is { } schema ? InJson(operation, schema) : InFile(operation))
        {
            yield return mutation;
        }
    }

    private IEnumerable<Mutation> InFile(ApiOperation operation) =>
        HostileText.All.Select(
            text => Mutate(operation, "a file that is none", Encoding.UTF8.GetBytes(text), null, "application/octet-stream"));

    private IEnumerable<Mutation> InJson(ApiOperation operation, System.Text.Json.Nodes.JsonNode schema)
    {
        var good = sample.BodyOf(operation);
        foreach (var place in BodyPlaces.Enumerate(document, schema))
        {
            foreach (var raw in Pick(HostileJson.Values).Concat(Pick(HostileText.All).Select(HostileText.ToJson)))
            {
                var mayBeTaken = SchemaJudge.MayTake(document, place.Schema, raw);
                if (!mayBeTaken || SampleRequest.IsHarmless(operation))
                {
                    yield return Mutate(
                        operation, $"{place.Field} = {raw}", BodyPlaces.Put(good, place, raw),
                        mayBeTaken ? null : place.Field) with
                    { MustBeRefused = !mayBeTaken };
                }
            }

            foreach (var raw in Pick(HostileJson.Broken))
            {
                yield return Mutate(operation, $"{place.Field} = {raw}", BodyPlaces.Put(good, place, raw), null);
            }

            yield return Mutate(operation, $"{place.Field} cut off", BodyPlaces.Put(good, place, "1")[..^1], null);
            if (document.Resolve(place.Schema)["properties"] is not null)
            {
                foreach (var name in Pick(HostileText.All).Prepend("nosuch"))
                {
                    yield return Mutate(
                        operation, $"unknown member of {place.Field}: {name}",
                        BodyPlaces.Put(good, place, $"{{{JsonSerializer.Serialize(name)}:1}}"), place.Field);
                }
            }
        }

        foreach (var name in Pick(HostileText.All).Prepend("nosuch"))
        {
            yield return Mutate(operation, $"unknown member {name}", BodyPlaces.Put(good, new BodyPlace([name], name, schema), "1"), null);
        }

        foreach (var place in BodyPlaces.Enumerate(document, schema).Where(place => place.Steps.Length == 1))
        {
            yield return Mutate(operation, $"{place.Field} twice", $"{{\"{place.Field}\":null,\"{place.Field}\":null}}", null);
        }
    }

    private Mutation Mutate(ApiOperation operation, string what, string body, string? field) =>
        Mutate(operation, what, Encoding.UTF8.GetBytes(body), field, "application/json");

    private Mutation Mutate(ApiOperation operation, string what, byte[] body, string? field, string contentType)
    {
        var query = string.Join(
            '&', sample.QueryOf(operation).Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
        return new Mutation(operation, what, $"{sample.PathOf(operation)}{(query.Length == 0 ? "" : $"?{query}")}")
        {
            Body = body,
            Field = field,
            ContentType = contentType,
        };
    }

    private IEnumerable<string> Pick(string[] all) => random.GetItems(all, Math.Min(picks, 2 * all.Length)).Distinct();
}
