using System.Buffers;
using Parquet;
using Parquet.Schema;

namespace Trad.Formats.Parquet;

/// <summary>
/// A Parquet file from anybody: the library sees its footer and the pages of a column only after they have been checked, reads
/// nothing outside them, and ends with the request.
/// </summary>
public sealed class GuardedParquetReader : IAsyncDisposable
{
    // What a value takes while its column is read: itself as the library and as we keep it, and its levels.
    private const int BytesPerValue = 40;

    // A page is in memory as it is in the file, decompressed, and decompressed once more.
    private const int PageCopies = 4;

    private readonly GuardedStream _file;
    private readonly ParquetReader _reader;
    private readonly long _pagesEnd;
    private readonly long _mostBytes;
    private readonly CancellationToken _cancellationToken;

    private GuardedParquetReader(
        GuardedStream file, ParquetReader reader, long pagesEnd, long mostBytes, CancellationToken cancellationToken)
    {
        _file = file;
        _reader = reader;
        _pagesEnd = pagesEnd;
        _mostBytes = mostBytes;
        _cancellationToken = cancellationToken;
        Fields = [.. reader.Schema.Fields.OfType<DataField>().Where(field => !field.IsArray)];
        Nested = [.. reader.Schema.Fields.Where(field => field is not DataField { IsArray: false }).Select(field => field.Name)];
    }

    /// <summary>The columns, without those of lists and structures.</summary>
    public DataField[] Fields { get; }

    /// <summary>The names of the columns of lists, maps and structures.</summary>
    public IReadOnlyList<string> Nested { get; }

    /// <summary>How many row groups there are.</summary>
    public int RowGroupCount => _reader.RowGroupCount;

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file, which can seek; it is left open.</param>
    /// <param name="mostBytes">How much memory reading one row group may take.</param>
    /// <param name="cancellationToken">Ends all reading.</param>
    /// <exception cref="UnsoundFileException">The file is damaged, or claims what cannot be.</exception>
    public static Task<GuardedParquetReader> OpenAsync(
        Stream file, long mostBytes, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        var guarded = new GuardedStream(file, cancellationToken);
        (var pagesEnd, guarded.Replaced) = await ParquetFooter.CheckAsync(guarded, cancellationToken);
        var reader = await ParquetReader.CreateAsync(guarded, leaveStreamOpen: true, cancellationToken: cancellationToken);
        return new GuardedParquetReader(guarded, reader, pagesEnd, mostBytes, cancellationToken);
    });

    /// <summary>The rows that a row group claims.</summary>
    /// <exception cref="UnsoundFileException">The claim is negative, or more than an array holds.</exception>
    public int CountRows(int group)
    {
        var rows = _reader.RowGroups[group].RowCount;
        return rows is >= 0 and <= int.MaxValue
            ? (int)rows
            : throw new UnsoundFileException($"row group {group + 1:N0} claims {rows:N0} rows");
    }

    /// <summary>Refuses a row group that would take more memory than allowed, before any is taken.</summary>
    /// <param name="group">The row group.</param>
    /// <param name="columns">How many of its columns are kept at once.</param>
    /// <exception cref="UnsoundFileException">It takes more.</exception>
    public void EnsureFits(int group, int columns)
    {
        var rows = CountRows(group);
        var bytes = rows * (long)((columns * sizeof(double)) + BytesPerValue);
        if (bytes > _mostBytes)
        {
            throw UnsoundFileException.NotRead(
                $"row group {group + 1:N0} of {rows:N0} rows takes {bytes:N0} bytes of memory; at most {_mostBytes:N0} are allowed: "
                + "write the file in smaller row groups");
        }
    }

    /// <summary>Reads a column without nulls.</summary>
    /// <exception cref="UnsoundFileException">The column is damaged, or claims what cannot be.</exception>
    public Task ReadAsync<T>(int group, DataField field, Memory<T> values)
        where T : struct => ReadCheckedAsync(
            group, field, reader => reader.ReadAsync(field, values, cancellationToken: _cancellationToken));

    /// <summary>Reads a column that may have nulls.</summary>
    /// <remarks>
    /// Into memory that was cleared: what the library takes from its pool for this holds other files' values, and keeps them where
    /// a damaged page has fewer values than it claims.
    /// </remarks>
    /// <exception cref="UnsoundFileException">The column is damaged, or claims what cannot be.</exception>
    public async Task ReadAsync<T>(int group, DataField field, Memory<T?> values)
        where T : struct
    {
        var rows = values.Length;
        var known = ArrayPool<T>.Shared.Rent(rows);
        var levels = ArrayPool<int>.Shared.Rent(rows);
        try
        {
            known.AsSpan(0, rows).Clear();
            levels.AsSpan(0, rows).Clear();
            await ReadCheckedAsync(
                group, field, reader => reader.ReadRawAsync(
                    field, known.AsMemory(0, rows), levels.AsMemory(0, rows), null, _cancellationToken));
            var next = 0;
            var target = values.Span;
            for (var i = 0; i < rows; i++)
            {
                target[i] = levels[i] < field.MaxDefinitionLevel ? null : known[next++];
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(known);
            ArrayPool<int>.Shared.Return(levels);
        }
    }

    /// <summary>Reads a column of text.</summary>
    /// <exception cref="UnsoundFileException">
    /// The column is damaged, claims what cannot be, or is encoded in a way that is not read.
    /// </exception>
    public async Task<string?[]> ReadTextAsync(int group, DataField field)
    {
        var rows = CountRows(group);
        var known = new ReadOnlyMemory<char>[rows];
        var levels = new int[rows];
        await ReadCheckedAsync(
            group, field, reader => reader.ReadRawAsync(field, known.AsMemory(), levels.AsMemory(), null, _cancellationToken));
        var texts = new string?[rows];
        for (int i = 0, next = 0; i < rows; i++)
        {
            texts[i] = levels[i] < field.MaxDefinitionLevel ? null : known[next++].ToString();
        }

        return texts;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private Task<bool> ReadCheckedAsync(int group, DataField field, Func<ParquetRowGroupReader, ValueTask> read) => GuardAsync(async () =>
    {
        var rowGroup = _reader.RowGroups[group];
        var column = rowGroup.GetMetadata(field)?.MetaData ?? throw new UnsoundFileException(
            $"row group {group + 1:N0} has no column '{field.Name}'");
        _file.Allow(0, _file.Length);
        var (start, end) = await new ColumnPages(_file, _pagesEnd, _mostBytes / PageCopies).CheckAsync(
            column, field, CountRows(group), _cancellationToken);
        if (end > start)
        {
            _file.Allow(start, end);
            await read(rowGroup);
        }

        return true;
    });

    private static async Task<T> GuardAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (UnsoundFileException)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (OutOfMemoryException shortage)
        {
            throw new UnsoundFileException("it takes more memory to read than there is", shortage);
        }
        catch (Exception unknown) when (unknown is NotSupportedException or NotImplementedException)
        {
            throw UnsoundFileException.NotRead(
                "it is written in a way that is not read; write it as pyarrow or DuckDB do by default", unknown);
        }
        catch (Exception broken)
        {
            throw new UnsoundFileException("its content does not fit its description", broken);
        }
    }
}
