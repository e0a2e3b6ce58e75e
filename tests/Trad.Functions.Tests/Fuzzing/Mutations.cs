using Trad.Functions.Tests.Api.OpenApi;

namespace Trad.Functions.Tests.Fuzzing;

/// <summary>Makes bad requests of every operation that the document describes.</summary>
/// <param name="document">The document.</param>
/// <param name="sample">Good values, of which one at a time is made bad.</param>
/// <param name="random">Chooses among the bad values.</param>
/// <param name="picks">How many values of each kind are tried at each place.</param>
internal sealed class Mutations(ApiDocument document, SampleRequest sample, Random random, int picks)
{
    // Sent as they are: the server, not the client, has to make sense of them.
    private static readonly string[] RawSegments =
        ["..", "%2e%2e", "%2e%2e%2f%2e%2e", "..%2f..%2fetc%2fpasswd", "..%5c..%5c", "..%255c", "%00", "x%00", "%c0%af", "%ed%a0%80", "%ff",
            "%", "%zz", ";a=b", "*", "'", "%27%20or%20true", "~", "a%2fb", "a%3fb", "a%23b"];

    private static readonly HttpMethod[] Methods =
        [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete, HttpMethod.Options, new("PROPFIND")];

    /// <summary>The bad requests of an operation.</summary>
    public IEnumerable<Mutation> Enumerate(ApiOperation operation) =>
        [.. Paths(operation), .. Queries(operation), .. Headers(operation), .. new BodyMutations(
            document, sample, random, picks).Enumerate(operation), .. OtherMethods(operation)];

    private IEnumerable<Mutation> Paths(ApiOperation operation)
    {
        foreach (var parameter in operation.Parameters("path"))
        {
            var good = sample.PathValue(operation, parameter.Name);
            var texts = Pick(HostileText.All).Select(Uri.EscapeDataString)
                .Concat(Pick(HostileText.All).Select(text => Uri.EscapeDataString(good + text)))
                .Concat(Pick(HostileText.All).Select(text => Uri.EscapeDataString($"{text}.0123456789ab")))
                .Concat(RawSegments)
                .Concat([good[..^1], good + "0", SwapCase(good), new string('0', 32), $"{good}%00", $"{good}%2f..", $"{good}%20"]);
            // The number of another trial is no mistake.
            foreach (var text in texts.Distinct().Where(text => parameter.Name != "trial" || text is not ("0" or "1" or "2")))
            {
                var path = operation.Parameters("path").Aggregate(
                    operation.Path,
                    (whole, each) => whole.Replace(
                        $"{{{each.Name}}}", each == parameter ? text : sample.PathValue(operation, each.Name), StringComparison.Ordinal));

                // The parent of a path may be another operation's, which is then rightly answered; one that changes something is left
                // alone.
                var isOthers = document.Find(operation.Method, new Uri(new Uri("http://host"), path).AbsolutePath) is { } leads
                    && leads != operation;
                if (!isOthers || operation.Method == HttpMethod.Get)
                {
                    yield return new Mutation(operation, $"{parameter.Name} in the path", path + Query(sample.QueryOf(operation)))
                    {
                        Body = Body(operation),
                        MayLeaveOperation = true,
                        // A symbol may be written in any case.
                        MustBeRefused = !isOthers && !(parameter.Name == "symbol" && text == SwapCase(good)),
                    };
                }
            }
        }
    }

    private IEnumerable<Mutation> Queries(ApiOperation operation)
    {
        var good = sample.QueryOf(operation);
        foreach (var parameter in operation.Parameters("query"))
        {
            foreach (var text in Pick(HostileText.All).Append(""))
            {
                // No value is no filter, so it may be taken; but for a flag it could mean either.
                var mayBeTaken = SchemaJudge.MayTakeText(parameter.Schema, text)
                    || (text.Length == 0 && (string?)parameter.Schema["type"] == "string" && !parameter.IsRequired);
                var isPinned = !parameter.IsRequired && good.ContainsKey(parameter.Name);
                if (!mayBeTaken || (SampleRequest.IsHarmless(operation) && !isPinned))
                {
                    var query = new Dictionary<string, string>(good, StringComparer.Ordinal) { [parameter.Name] = text };
                    yield return new Mutation(operation, $"query {parameter.Name}={text}", sample.PathOf(operation) + Query(query))
                    {
                        Body = Body(operation),
                        MustBeRefused = !mayBeTaken,
                        Field = mayBeTaken ? null : parameter.Name,
                    };
                }
            }

            yield return new Mutation(
                operation, $"{parameter.Name} twice",
                $"{sample.PathOf(operation)}{Query(good)}{(good.Count == 0 ? '?' : '&')}{parameter.Name}=1&{parameter.Name}=1")
            {
                Body = Body(operation),
                Field = parameter.Name,
            };
        }

        foreach (var name in Pick(HostileText.All).Prepend("nosuch"))
        {
            var query = new Dictionary<string, string>(good, StringComparer.Ordinal) { [name] = "1" };
            yield return new Mutation(operation, $"unknown query parameter {name}", sample.PathOf(operation) + Query(query))
            {
                Body = Body(operation),
            };
        }
    }

    private IEnumerable<Mutation> Headers(ApiOperation operation)
    {
        foreach (var parameter in operation.Parameters("header"))
        {
            // Anything is an entity tag to ask with; the star stands for every one, and is no bad value.
            var isCondition = parameter.Name.StartsWith("If-", StringComparison.Ordinal);
            foreach (var text in Pick(HostileText.All).Where(
                text => !text.Any(char.IsControl) && text.Trim().Length > 0 && text != "*").Append(new string('k', 201)))
            {
                var mayBeTaken = isCondition ? parameter.Name == "If-None-Match" : SchemaJudge.MayTakeText(parameter.Schema, text.Trim());
                if (!mayBeTaken || SampleRequest.IsHarmless(operation))
                {
                    yield return new Mutation(
                        operation, $"header {parameter.Name}: {text}", sample.PathOf(operation) + Query(sample.QueryOf(operation)))
                    {
                        Body = Body(operation),
                        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { [parameter.Name] = text },
                        MustBeRefused = !mayBeTaken,
                        Field = mayBeTaken || isCondition ? null : parameter.Name,
                    };
                }
            }
        }
    }

    private IEnumerable<Mutation> OtherMethods(ApiOperation operation)
    {
        var known = document.Operations.Where(other => other.Fits(sample.PathOf(operation).Trim('/').Split('/')))
            .Select(other => other.Method).ToHashSet();
        return Methods.Where(method => !known.Contains(method)).Select(method =>
            new Mutation(
                operation, $"another method",
                sample.PathOf(operation))
            { Method = method, Body = method == HttpMethod.Get ? null : "{}"u8.ToArray() });
    }

    private byte[]? Body(ApiOperation operation) =>
        operation.BodySchema is not null ? System.Text.Encoding.UTF8.GetBytes(sample.BodyOf(operation).ToJsonString())
        : operation.TakesBody ? "no candles"u8.ToArray()
        : null;

    private static string SwapCase(string text) =>
        string.Concat(text.Select(letter => char.IsLower(letter) ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter)));

    private IEnumerable<string> Pick(string[] all) => random.GetItems(all, Math.Min(picks, 2 * all.Length)).Distinct();

    private static string Query(IReadOnlyDictionary<string, string> query) => query.Count == 0
        ? ""
        : $"?{string.Join('&', query.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"))}";
}
