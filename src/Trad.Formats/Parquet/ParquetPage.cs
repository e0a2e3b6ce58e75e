using Parquet.Meta;
using Trad.Formats.Parquet.Thrift;

namespace Trad.Formats.Parquet;

/// <summary>What a page says of itself.</summary>
internal sealed record ParquetPage
{
    private const int IsCompressedField = 7;
    private const int ChecksumField = 4;

    private readonly long[] _page = new long[9];
    private readonly long[] _data = new long[9];
    private bool _isData;

    // A page of the second kind that does not say so is compressed.
    private ParquetPage() => _data[IsCompressedField] = 1;

    /// <summary>Bytes of the header.</summary>
    public int HeaderBytes { get; private set; }

    /// <summary>The kind of page.</summary>
    public PageType Type => (PageType)_page[1];

    /// <summary>Bytes of the content after decompression, with the levels.</summary>
    public long Uncompressed => _page[2];

    /// <summary>Bytes of the content in the file.</summary>
    public long Compressed => _page[3];

    /// <summary>The checksum (CRC-32) of the content in the file; null where the writer states none, as most do.</summary>
    public uint? Checksum { get; private set; }

    /// <summary>Values in the page or entries in the dictionary, nulls included.</summary>
    public long Values => _data[1];

    /// <summary>How the values are encoded.</summary>
    public Encoding Encoding => (Encoding)_data[Type == PageType.DATA_PAGE_V2 ? 4 : 2];

    /// <summary>Nulls in a page of the second kind.</summary>
    public long Nulls => Type == PageType.DATA_PAGE_V2 ? _data[2] : 0;

    /// <summary>Bytes of the levels in front of the values in a page of the second kind, which are not compressed.</summary>
    public long LevelBytes => Type == PageType.DATA_PAGE_V2 ? _data[5] + _data[6] : 0;

    /// <summary>
    /// Whether the values are compressed by the column's method: a page of the second kind may leave that out where it saves nothing, as
    /// those of parquet-rs do (Polars, DataFusion, parquet-wasm).
    /// </summary>
    public bool IsCompressed => Type != PageType.DATA_PAGE_V2 || _data[IsCompressedField] != 0;

    /// <summary>Whether every number may be one.</summary>
    public bool IsPossible => _isData && Uncompressed >= 0 && Compressed >= 0 && Values >= 0 && Nulls >= 0 && Nulls <= Values
        && (Type != PageType.DATA_PAGE_V2 || (_data[5] >= 0 && _data[6] >= 0 && LevelBytes <= Math.Min(Compressed, Uncompressed)));

    /// <summary>Reads the header at the beginning of the bytes.</summary>
    /// <exception cref="UnsoundFileException">It is none.</exception>
    public static ParquetPage Read(ReadOnlySpan<byte> bytes)
    {
        var page = new ParquetPage();
        ThriftShape? data = null;
        var walker = new ThriftWalker(bytes, (shape, field, value) =>
        {
            if (shape == ParquetShapes.PageHeader)
            {
                page._page[field] = value;
                page.Checksum = field == ChecksumField ? (uint)value : page.Checksum;
            }
            else if (shape == ParquetShapes.DataPageHeader || shape == ParquetShapes.DataPageHeaderV2
                || shape == ParquetShapes.DictionaryPageHeader)
            {
                if (data is not null && data != shape)
                {
                    throw new UnsoundFileException("a page is of two kinds");
                }

                data = shape;
                page._data[field] = value;
            }
        });
        walker.Walk(ParquetShapes.PageHeader);
        page.HeaderBytes = walker.Position;
        page._isData = data is not null && data == page.Type switch
        {
            PageType.DATA_PAGE => ParquetShapes.DataPageHeader,
            PageType.DATA_PAGE_V2 => ParquetShapes.DataPageHeaderV2,
            PageType.DICTIONARY_PAGE => ParquetShapes.DictionaryPageHeader,
            _ => null,
        };
        return page;
    }
}
