using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary>A file that somebody wrote and that is read as a whole; devices and pipes have no length, and may have no end.</summary>
internal static class SmallFile
{
    /// <summary>What is in it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="most">Bytes that it may have.</param>
    /// <param name="what">What needs no more, as a sentence without its end.</param>
    /// <exception cref="StartException">It has more.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ArraySegment<byte> Read(FileInfo file, int most, string what)
    {
        using var stream = file.OpenRead();
        using var content = new MemoryStream();
        var part = new byte[1 << 16];
        while (stream.Read(part) is > 0 and var length)
        {
            content.Write(part, 0, length);
            if (content.Length > most)
            {
                throw new StartException($"{file}: has more than {most} bytes; {what}.");
            }
        }

        return new ArraySegment<byte>(content.GetBuffer(), 0, (int)content.Length);
    }
}
