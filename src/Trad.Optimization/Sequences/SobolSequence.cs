using System.Numerics;
using Trad.Optimization.Randomness;

namespace Trad.Optimization.Sequences;

// Notation: points of d coordinates in [0, 1), 32 bits each; directions: 32 numbers per coordinate, one per bit of the index.
// Time of a point: d × the bits set in the Gray code of its index, at most 32. Not written to once made, so safe for use by
// several threads.

/// <summary>
/// The Sobol sequence with the direction numbers of Joe and Kuo (2008, new-joe-kuo-6), in Gray-code order, with an
/// optional nested uniform scramble (Owen, 1995) by the hash of Laine and Karras. Coordinates beyond the table are
/// independent uniform numbers: the usual padding, because late Sobol dimensions are poor at these sizes anyway.
/// </summary>
/// <remarks>MathNet has no counterpart: its distributions and sources are pseudo-random, none of low discrepancy.</remarks>
internal sealed class SobolSequence
{
    private const double Scale = 1.0 / (1UL << 32);

    private static readonly uint[][] Directions = [.. SobolDirections.Polynomials.Select(SobolDirections.Expand)];

    private readonly int _dimensions;
    private readonly ulong? _seed;
    private readonly uint[] _scrambles;

    /// <summary>A sequence.</summary>
    /// <param name="dimensions">Coordinates per point.</param>
    /// <param name="seed">The seed of the scramble; null leaves the sequence as published.</param>
    public SobolSequence(int dimensions, ulong? seed)
    {
        _dimensions = dimensions;
        _seed = seed;
        var random = new RandomStream(seed ?? 0, 0x50B01);
        _scrambles = new uint[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            _scrambles[i] = (uint)random.NextBits();
        }
    }

    /// <summary>The number of coordinates that are Sobol's own.</summary>
    public static int TabulatedDimensions => Directions.Length;

    /// <summary>Writes a point of [0, 1)^d.</summary>
    public void Fill(uint index, Span<double> point)
    {
        var gray = index ^ (index >> 1);
        for (var i = 0; i < _dimensions && i < Directions.Length; i++)
        {
            var bits = 0u;
            for (var rest = gray; rest != 0; rest &= rest - 1)
            {
                bits ^= Directions[i][BitOperations.TrailingZeroCount(rest)];
            }

            point[i] = (_seed is null ? bits : Scramble(bits, _scrambles[i])) * Scale;
        }

        if (_dimensions > Directions.Length)
        {
            var random = new RandomStream(_seed ?? 0, 0x9AD, (int)index);
            for (var i = Directions.Length; i < _dimensions; i++)
            {
                point[i] = random.NextDouble();
            }
        }
    }

    // Each bit is flipped by a hash of the bits above it: reverse, mix upwards only, reverse.
    private static uint Scramble(uint bits, uint seed)
    {
        var x = Reverse(bits);
        x += seed;
        x ^= x * 0x6C50B47Cu;
        x ^= x * 0xB82F1E52u;
        x ^= x * 0xC7AFE638u;
        x ^= x * 0x8D22F6E6u;
        return Reverse(x);
    }

    private static uint Reverse(uint x)
    {
        x = ((x >> 1) & 0x55555555u) | ((x & 0x55555555u) << 1);
        x = ((x >> 2) & 0x33333333u) | ((x & 0x33333333u) << 2);
        x = ((x >> 4) & 0x0F0F0F0Fu) | ((x & 0x0F0F0F0Fu) << 4);
        return BitOperations.RotateLeft(((x >> 8) & 0x00FF00FFu) | ((x & 0x00FF00FFu) << 8), 16);
    }
}
