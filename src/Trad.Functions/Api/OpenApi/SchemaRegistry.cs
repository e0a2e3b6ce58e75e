using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Trad.Optimization.Spaces;
using Trad.Training;
using Trad.Training.Requests;

namespace Trad.Functions.Api.OpenApi;

/// <summary>The JSON schemas of the types that travel over HTTP, each under a name of its own.</summary>
/// <param name="comments">What the types and their properties mean.</param>
internal sealed class SchemaRegistry(DocumentationComments comments)
{
    // Elsewhere a preset or another field can change what counts.
    private static readonly HashSet<Type> WithDefaults =
        [typeof(AccountRequest), typeof(CostRequest), typeof(ExchangeFilterRequest), typeof(ExitRequest)];

    private readonly SortedDictionary<string, JsonNode> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);

    /// <summary>The schemas by name.</summary>
    public JsonObject ToJson() =>
        new(_schemas.Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, schema.Value.DeepClone())));

    /// <summary>A schema that refers to the type's, or is the type's where it has no name.</summary>
    public JsonNode Refer(Type type)
    {
        if (!IsNamed(type))
        {
            return Export(type);
        }

        var name = NameOf(type);
        if (_types.TryAdd(name, type))
        {
            _schemas[name] = new JsonObject();
            _schemas[name] = Export(type);
        }
        else if (_types[name] != type)
        {
            throw new InvalidOperationException($"Two types of the API are called {name}: {_types[name].FullName} and {type.FullName}.");
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>A schema that refers to that of changes of a type: whatever it may hold may be left out, or null.</summary>
    public JsonNode ReferToChanges(Type type)
    {
        Refer(type);
        var name = $"{NameOf(type)}Changes";
        if (_types.TryAdd(name, typeof(void)))
        {
            var changes = _schemas[NameOf(type)].DeepClone().AsObject();
            changes.Remove("required");
            changes["description"] = $"Changes of {NameOf(type)}: what is left out stays, null takes a value away.";
            foreach (var (_, property) in changes["properties"]!.AsObject())
            {
                AllowNull(property!.AsObject());
            }

            _schemas[name] = changes;
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private static void AllowNull(JsonObject schema)
    {
        if (schema["type"] is JsonValue one)
        {
            schema["type"] = new JsonArray((string)one!, "null");
            (schema["enum"] as JsonArray)?.Add(null);
        }
    }

    private JsonNode Export(Type type) => JsonSchemaExporter.GetJsonSchemaAsNode(
        HasShortForm(type) ? TradJson.ObjectForms : TradJson.Options, type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) => Transform(type, context, schema),
        });

    private static bool HasShortForm(Type type) => type == typeof(ParameterOverride) || type == typeof(ValidationRequest);

    private JsonNode Transform(Type root, JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = context.TypeInfo.Type;
        var actual = Nullable.GetUnderlyingType(type) ?? type;
        if (context.Path.Length > 0 && IsNamed(actual) && actual != root)
        {
            schema = Refer(actual);
        }
        else if (actual == typeof(ParameterSet))
        {
            schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = Refer(typeof(ParameterValue)) };
        }
        else if (actual == typeof(ParameterValue))
        {
            // No strategy has a parameter that takes texts.
            schema = new JsonObject
            {
                ["type"] = new JsonArray("number", "boolean"),
                ["minimum"] = 0,
                ["maximum"] = RequestLimits.LargestParameter,
            };
        }
        else if (actual == typeof(ParameterOverride) && context.Path.Length == 0)
        {
            // The object, or the only value alone.
            schema["type"] = new JsonArray("object", "number", "boolean");
            (schema["minimum"], schema["maximum"]) = (0, RequestLimits.LargestParameter);
        }
        else if (actual == typeof(ValidationRequest) && context.Path.Length == 0)
        {
            // The object, or its scope alone.
            schema["type"] = new JsonArray("object", "string");
        }
        else if ((string?)(schema as JsonObject)?["$ref"] is { } place && place.StartsWith("#/properties", StringComparison.Ordinal))
        {
            // The exporter points to where a type came first, a place that does not exist in the whole document.
            schema = Export(actual);
        }
        else if (actual == typeof(double))
        {
            // A converter writes them, of which the exporter knows nothing.
            schema = new JsonObject { ["type"] = type == actual ? "number" : new JsonArray("number", "null") };
        }
        else if (schema is not JsonObject)
        {
            // "true" allows anything; say so with an object, which tools expect.
            schema = new JsonObject();
        }

        DescribeValues(context.TypeInfo, schema);
        MakeNullableOptional(context.TypeInfo, schema);
        Require(context.TypeInfo, schema);
        DescribeLimits(context.PropertyInfo?.AttributeProvider, schema);
        if (context.PropertyInfo is { AttributeProvider: MemberInfo member })
        {
            RequestWords.DescribeIn(schema, context.PropertyInfo.DeclaringType, member.Name);
            if (WithDefaults.Contains(context.PropertyInfo.DeclaringType)
                && comments.DefaultOf(context.PropertyInfo.DeclaringType, member.Name) is { } otherwise)
            {
                schema["default"] = otherwise;
            }
        }

        var description = context.PropertyInfo is { } property
            ? comments.Describe(property.DeclaringType, ((MemberInfo?)property.AttributeProvider)?.Name ?? property.Name)
            : IsNamed(actual) ? comments.Describe(actual) : null;
        if (description is { Length: > 0 })
        {
            schema["description"] = description;
        }

        return schema;
    }

    private static void DescribeLimits(ICustomAttributeProvider? property, JsonNode schema)
    {
        foreach (var attribute in property?.GetCustomAttributes(typeof(ValidationAttribute), inherit: true) ?? [])
        {
            switch (attribute)
            {
                case RangeAttribute range:
                    schema["minimum"] = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
                    schema["maximum"] = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
                    break;
                case StringLengthAttribute length:
                    schema["minLength"] = length.MinimumLength;
                    schema["maxLength"] = length.MaximumLength;
                    break;
            }
        }
    }

    // What is null is not written, so only what cannot be null is always there.
    private static void MakeNullableOptional(JsonTypeInfo type, JsonNode schema)
    {
        if (schema["required"] is not JsonArray required)
        {
            return;
        }

        var present = required
            .Select(name => (string)name!)
            .Where(name => !type.Properties.Any(property => property.Name == name && property.IsGetNullable))
            .ToList();
        schema.AsObject().Remove("required");
        if (present.Count > 0)
        {
            schema["required"] = new JsonArray([.. present.Select(name => (JsonNode)name)]);
        }
    }

    // Of values that a converter reads the exporter knows nothing, and leaves them out.
    private void DescribeValues(JsonTypeInfo type, JsonNode schema)
    {
        if (type is { Kind: JsonTypeInfoKind.Dictionary, ElementType: { } element } && IsNamed(element)
            && schema["additionalProperties"] is null && schema["$ref"] is null)
        {
            schema["additionalProperties"] = Refer(element);
        }
    }

    // What a request cannot do without, although it is read as absent so that its absence can be told with all else that is wrong.
    private static void Require(JsonTypeInfo type, JsonNode schema)
    {
        if (schema["properties"] is not JsonObject properties)
        {
            return;
        }

        foreach (var name in type.Properties
            .Where(property => property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true)
            .Select(property => property.Name))
        {
            if (schema["required"] is not JsonArray required)
            {
                schema["required"] = required = [];
            }

            required.Add(name);
            if (properties[name] is JsonObject property && property["type"] is JsonArray types)
            {
                property["type"] = (string)types.First(word => (string?)word != "null")!;
                (property["enum"] as JsonArray)?.RemoveAll(word => word is null);
            }
        }
    }

    private static bool IsNamed(Type type) =>
        type.Namespace?.StartsWith("Trad.", StringComparison.Ordinal) == true
        && type != typeof(ParameterSet)
        && !type.IsArray
        && !typeof(System.Collections.IEnumerable).IsAssignableFrom(type);

    private static string NameOf(Type type) => type.IsGenericType
        ? string.Concat(type.GetGenericArguments().Select(argument => NameOf(argument))) + type.Name.Split('`')[0].Replace(
            "List", "", StringComparison.Ordinal)
        : type.Name;
}
