namespace Trad.Formats.Arrow;

/// <summary>Checks the schema of an Arrow file, which the library reads by recursion and without limits.</summary>
internal sealed class ArrowSchemaCheck
{
    private const int MostFields = 4096;
    private const int MostTexts = 16_384;
    private const int Deepest = 16;
    private const long MostText = 64 << 20;

    // The numbers of the fields in Schema.fbs.
    private const int SchemaFields = 1;
    private const int SchemaMetadata = 2;
    private const int FieldName = 0;
    private const int FieldChildren = 5;
    private const int FieldMetadata = 6;
    private const int Key = 0;
    private const int Value = 1;

    private int _fields;
    private int _texts;
    private long _text;

    /// <summary>Checks a schema.</summary>
    /// <exception cref="UnsoundFileException">It is nested, repeated or long beyond reason, or points outside itself.</exception>
    public void Check(FlatTable schema)
    {
        Fields(schema, SchemaFields, 0);
        Metadata(schema, SchemaMetadata);
    }

    private void Fields(FlatTable parent, int vector, int depth)
    {
        var count = parent.CountTables(vector);
        if (depth > Deepest || (_fields += count) > MostFields)
        {
            throw new UnsoundFileException("its columns are nested or repeated beyond reason");
        }

        for (var i = 0; i < count; i++)
        {
            var field = parent.Table(vector, i);
            Text(field, FieldName);
            Metadata(field, FieldMetadata);
            Fields(field, FieldChildren, depth + 1);
        }
    }

    private void Metadata(FlatTable owner, int vector)
    {
        for (var i = 0; i < owner.CountTables(vector); i++)
        {
            var pair = owner.Table(vector, i);
            Text(pair, Key);
            Text(pair, Value);
        }
    }

    /// <summary>Many texts may be one and the same place in the file; in memory each is a text of its own.</summary>
    private void Text(FlatTable owner, int field)
    {
        _text += owner.Vector(field, 1).Length;
        if (++_texts > MostTexts || _text > MostText)
        {
            throw new UnsoundFileException("its description holds more text than is read");
        }
    }
}
