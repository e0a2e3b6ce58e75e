using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Trad.Formats.Candles;

namespace Trad.Formats.Arrow;

/// <summary>
/// Arrow's messages one after the other, as databases send them and pyarrow's stream writer keeps them: made a file of, whose footer
/// says where its batches are.
/// </summary>
internal static class ArrowStreamFile
{
    /// <summary>Writes the batches of a stream as a file.</summary>
    /// <param name="file">The stream.</param>
    /// <param name="target">Takes the file.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnsoundFileException">The stream is damaged, or claims what cannot be.</exception>
    public static async Task WriteAsync(CandleFile file, Stream target, CancellationToken cancellationToken)
    {
        var start = file.Content.Position;
        await new ArrowFileCheck(file.Content, file.Limits.MaximumMemory).CheckStreamAsync(cancellationToken);
        file.Content.Position = start;
        try
        {
            using var reader = new ArrowStreamReader(file.Content, new CompressionCodecFactory(), leaveOpen: true);
            using var first = await reader.ReadNextRecordBatchAsync(cancellationToken);
            using var writer = new ArrowFileWriter(target, reader.Schema, leaveOpen: true);
            await writer.WriteStartAsync(cancellationToken);
            for (var batch = first; batch is not null; batch = await reader.ReadNextRecordBatchAsync(cancellationToken))
            {
                using (batch)
                {
                    await writer.WriteRecordBatchAsync(batch, cancellationToken);
                }
            }

            await writer.WriteEndAsync(cancellationToken);
        }
        catch (Exception broken) when (broken is not (OperationCanceledException or UnsoundFileException or Spooling.SpoolFullException))
        {
            throw new UnsoundFileException("its content does not fit its description", broken);
        }
    }
}
