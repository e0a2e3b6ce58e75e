namespace Trad.Optimization.Tests.Sequences;

/// <summary>
/// Joe and Kuo's file new-joe-kuo-6.21201, dimensions 2 to 21 (columns d, s, a, m_i), evaluated plainly with whole numbers
/// by the recurrence of their notes (2008): m_k = 2 a_1 m_(k−1) ⊕ … ⊕ 2^(s−1) a_(s−1) m_(k−s+1) ⊕ 2^s m_(k−s) ⊕ m_(k−s).
/// </summary>
internal static class PublishedDirections
{
    private const string Table = """
        2 1 0 1
        3 2 1 1 3
        4 3 1 1 3 1
        5 3 2 1 1 1
        6 4 1 1 1 3 3
        7 4 4 1 3 5 13
        8 5 2 1 1 5 5 17
        9 5 4 1 1 5 5 5
        10 5 7 1 1 7 11 19
        11 5 11 1 1 5 1 1
        12 5 13 1 1 1 3 11
        13 5 14 1 3 5 5 31
        14 6 1 1 3 3 9 7 49
        15 6 13 1 1 1 15 21 21
        16 6 16 1 3 1 13 27 49
        17 6 19 1 1 1 15 7 5
        18 6 22 1 3 1 15 13 25
        19 6 25 1 1 5 5 19 61
        20 7 1 1 3 7 11 23 15 103
        21 7 4 1 3 7 13 13 15 69
        """;

    /// <summary>One coordinate of a point: the sum of m_k / 2^k over the bits k of the index's Gray code, added bit by bit.</summary>
    public static double Coordinate(int dimension, int index)
    {
        var bits = 0L;
        var gray = index ^ (index >> 1);
        var numbers = Numbers(dimension);
        for (var k = 1; k <= 20; k++)
        {
            bits ^= ((gray >> (k - 1)) & 1) * (numbers[k] << (20 - k));
        }

        return bits / (double)(1 << 20);
    }

    private static long[] Numbers(int dimension)
    {
        var m = new long[21];
        if (dimension == 1)
        {
            Array.Fill(m, 1);
            return m;
        }

        int[] row = [.. Table.Split('\n')[dimension - 2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        var (s, a) = (row[1], row[2]);
        for (var k = 1; k <= 20; k++)
        {
            if (k <= s)
            {
                m[k] = row[2 + k];
                continue;
            }

            m[k] = (m[k - s] << s) ^ m[k - s];
            for (var i = 1; i < s; i++)
            {
                m[k] ^= ((a >> (s - 1 - i)) & 1) * (m[k - i] << i);
            }
        }

        return m;
    }
}
