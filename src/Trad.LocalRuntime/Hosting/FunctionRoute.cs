using Microsoft.AspNetCore.Routing.Patterns;

namespace Trad.LocalRuntime.Hosting;

/// <summary>The route template of an HTTP function.</summary>
internal sealed class FunctionRoute
{
    private readonly RoutePattern _pattern;

    /// <exception cref="FormatException">The template cannot be read; the message says why.</exception>
    public FunctionRoute(string template)
    {
        try
        {
            _pattern = RoutePatternFactory.Parse(template);
        }
        catch (RoutePatternException wrong)
        {
            throw new FormatException(wrong.Message, wrong);
        }
    }

    /// <summary>What the template matches, whatever its parameters are called.</summary>
    public string Shape => string.Join('/', _pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Describe))));

    /// <summary>Whether the template has a parameter of that name.</summary>
    public bool HasParameter(string name) =>
        _pattern.Parameters.Any(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string Describe(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToLowerInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter =>
            $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content).Order(StringComparer.Ordinal))}}}",
        _ => part.ToString()!,
    };
}
