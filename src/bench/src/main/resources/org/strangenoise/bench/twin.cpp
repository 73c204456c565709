// The density matrix of the benchmark by the product's algorithm, in C++: what a compiler with all registers makes of it.
// A Hermitian matrix is 4^n real coefficients over |0><0|, |1><1|, X/sqrt2, Y/sqrt2. Per step two passes over memory: the
// upper digits' maps and turns on gathered columns, then the lower digits' turns and the next step's maps.
// twin QUBITS STEPS THREADS REPEATS prints a line of JSON; 6 to 13 qubits.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <complex>
#include <cstdio>
#include <cstdlib>
#include <vector>
#include <omp.h>
#include <sys/mman.h>

typedef double Lanes __attribute__((vector_size(64), aligned(8)));
typedef long long Places __attribute__((vector_size(64)));
typedef std::complex<double> Complex;
struct Map { double m[4][4]; };

static const int WIDTH = 8, BLOCK = 6, BLOCK_SIZE = 1 << 12;
static int qubits;
static Complex turnOf[4]; // by another digit's value

static Map product(const Map &a, const Map &b) {
    Map c{};
    for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) for (int k = 0; k < 4; k++) c.m[i][j] += a.m[i][k] * b.m[k][j];
    return c;
}

static Map relaxation(double seconds) {
    double up = exp(-seconds / 10e-6), off = exp(-seconds / 5e-6);
    return {{{1, 1 - up, 0, 0}, {0, up, 0, 0}, {0, 0, off, 0}, {0, 0, 0, off}}};
}

static Map quarterTurn() {
    double h = 0.5, r = sqrt(0.5);
    return {{{h, h, -r, 0}, {h, h, r, 0}, {r, -r, 0, 0}, {0, 0, 0, 1}}};
}

static Complex factor(long digits, int count) {
    Complex f = 1;
    for (; count > 0; count--, digits >>= 2) f *= turnOf[digits & 3];
    return f;
}

static std::vector<Complex> factors(int count) {
    std::vector<Complex> all(1L << (2 * count));
    for (size_t k = 0; k < all.size(); k++) all[k] = factor(k, count);
    return all;
}

static inline Lanes load(const double *p) { return *(const Lanes *)p; }
static inline void store(double *p, Lanes v) { *(Lanes *)p = v; }
static inline Lanes all(double x) { return Lanes{} + x; }

static inline void mapRows(double *x, long stride, const Map &map) {
    Lanes a = load(x), b = load(x + stride), c = load(x + 2 * stride), d = load(x + 3 * stride);
    store(x, a * map.m[0][0] + b * map.m[0][1] + c * map.m[0][2]);
    store(x + stride, a * map.m[1][0] + b * map.m[1][1] + c * map.m[1][2]);
    store(x + 2 * stride, a * map.m[2][0] + b * map.m[2][1] + c * map.m[2][2]);
    store(x + 3 * stride, d * map.m[3][3]);
}

static inline void turnRows(double *x, long stride, Lanes cos, Lanes sin) {
    Lanes c = load(x + 2 * stride), d = load(x + 3 * stride);
    store(x + 2 * stride, c * cos - d * sin);
    store(x + 3 * stride, c * sin + d * cos);
}

static void mapDigit(double *x, long size, long stride, const Map &map) {
    for (long high = 0; high < size; high += 4 * stride)
        for (long i = high; i < high + stride; i += WIDTH) mapRows(x + i, stride, map);
}

// Digits 0 and 1 lie inside registers: rows come by shuffles.
static void mapLowest(double *x, const Map &map) {
    Lanes column[4], lower[4], upper[4];
    for (int k = 0; k < 4; k++) for (int l = 0; l < 8; l++) {
        column[k][l] = map.m[l & 3][k];
        lower[k][l] = map.m[l >> 2][k];
        upper[k][l] = map.m[2 + (l >> 2)][k];
    }
    for (int i = 0; i < BLOCK_SIZE; i += 16) {
        Lanes part[2];
        for (int h = 0; h < 2; h++) {
            Lanes v = load(x + i + 8 * h);
            part[h] = __builtin_shuffle(v, Places{0, 0, 0, 0, 4, 4, 4, 4}) * column[0]
                + __builtin_shuffle(v, Places{1, 1, 1, 1, 5, 5, 5, 5}) * column[1]
                + __builtin_shuffle(v, Places{2, 2, 2, 2, 6, 6, 6, 6}) * column[2]
                + __builtin_shuffle(v, Places{3, 3, 3, 3, 7, 7, 7, 7}) * column[3];
        }
        Places first = {0, 1, 2, 3, 0, 1, 2, 3}, second = {4, 5, 6, 7, 4, 5, 6, 7};
        Lanes a = __builtin_shuffle(part[0], first), b = __builtin_shuffle(part[0], second);
        Lanes c = __builtin_shuffle(part[1], first), d = __builtin_shuffle(part[1], second);
        store(x + i, a * lower[0] + b * lower[1] + c * lower[2] + d * lower[3]);
        store(x + i + 8, a * upper[0] + b * upper[1] + c * upper[2] + d * upper[3]);
    }
}

static std::vector<Complex> ofDigits[BLOCK], groups; // by all digits of a column but one; by the upper four of a block
static double lanesRe[256], lanesIm[256]; // factors of four digits, by lane

static void turnBlock(double *x, Complex outside) {
    static const Places neighbours = {0, 1, 3, 2, 4, 5, 7, 6}, halves = {4, 5, 6, 7, 0, 1, 2, 3};
    Lanes re[2], im[2], kept = {1, 1, 0, 0, 1, 1, 0, 0}, sign = {0, 0, -1, 1, 0, 0, -1, 1}, side = {-1, -1, -1, -1, 1, 1, 1, 1};
    Lanes digitRe, digitIm;
    for (int l = 0; l < 8; l++) {
        for (int h = 0; h < 2; h++) {
            re[h][l] = (l & 3) >= 2 ? turnOf[2 * h + (l >> 2)].real() : 0;
            im[h][l] = (l & 3) >= 2 ? turnOf[2 * h + (l >> 2)].imag() : 0;
        }
        digitRe[l] = turnOf[l & 3].real();
        digitIm[l] = turnOf[l & 3].imag();
    }
    for (int g = 0; g < BLOCK_SIZE / 16; g++) {
        Complex f = outside * groups[g];
        double *p = x + 16 * g;
        for (int h = 0; h < 2; h++) {
            Lanes v = load(p + 8 * h);
            store(p + 8 * h, v * (re[h] * f.real() - im[h] * f.imag() + kept)
                + __builtin_shuffle(v, neighbours) * ((re[h] * f.imag() + im[h] * f.real()) * sign));
        }
        Lanes v = load(p + 8);
        store(p + 8, v * (digitRe * f.real() - digitIm * f.imag())
            + __builtin_shuffle(v, halves) * ((digitRe * f.imag() + digitIm * f.real()) * side));
    }
    for (int digit = 2; digit < BLOCK; digit++) {
        long stride = 1L << (2 * digit), rows = BLOCK_SIZE / (4 * stride);
        // The lanes' table counts four digits: those that are not below this one are taken out, being 0 there.
        Complex below = std::pow(std::conj(turnOf[0]), std::max(0, 4 - digit)) * outside;
        for (long row = 0; row < rows; row++)
            for (long mid = 0; mid < stride; mid += std::min(stride, 256L)) {
                Complex f = below * factor(row, BLOCK - 1 - digit) * factor(mid >> 8, std::max(0, digit - 4));
                for (long j = 0; j < std::min(stride, 256L); j += WIDTH) {
                    Lanes u = load(lanesRe + j), v = load(lanesIm + j);
                    turnRows(x + row * 4 * stride + mid + j, stride, u * f.real() - v * f.imag(), u * f.imag() + v * f.real());
                }
            }
    }
}

static void mapBlock(double *x, const Map &map) {
    mapLowest(x, map);
    for (int digit = 2; digit < BLOCK; digit++) mapDigit(x, BLOCK_SIZE, 1L << (2 * digit), map);
}

// Maps and turns on the digits of a column of 4^count registers; outside: the factor of all other digits, by lane.
static void column(double *y, int count, const Map *map, bool turn, bool turnFirst, Lanes re, Lanes im) {
    long rows = 1L << (2 * count);
    for (int pass = 0; pass < 2; pass++) {
        if ((pass == 0) == turnFirst) {
            for (int digit = 0; turn && digit < count; digit++) {
                long stride = 1L << (2 * digit);
                for (long row = 0; row < rows / 4; row++) {
                    long low = row & (stride - 1);
                    Complex f = ofDigits[count][row]; // by the digits other than the turned one
                    turnRows(y + (4 * (row - low) + low) * WIDTH, stride * WIDTH, re * f.real() - im * f.imag(),
                        re * f.imag() + im * f.real());
                }
            }
        } else if (map) {
            for (int digit = 0; digit < count; digit++) mapDigit(y, rows * WIDTH, (1L << (2 * digit)) * WIDTH, *map);
        }
    }
}

// Columns of the digits from `low` on, in runs of `run` numbers.
static void gathered(double *x, int low, int count, int run, const Map *map, bool turn, bool turnFirst, Complex outside,
    double *buffer, long from, long to) {
    long rows = 1L << (2 * count), stride = 1L << (2 * low);
    for (long at = from; at < to; at += run) {
        Complex f = outside * factor(at >> 8, low - 4);
        for (long r = 0; r < rows; r++) for (int k = 0; k < run; k += WIDTH)
            store(buffer + (k * rows + r * WIDTH), load(x + at + r * stride + k));
        for (int k = 0; k < run; k += WIDTH) {
            Lanes u = load(lanesRe + (at & 255) + k), v = load(lanesIm + (at & 255) + k);
            column(buffer + k * rows, count, map, turn, turnFirst, u * f.real() - v * f.imag(), u * f.imag() + v * f.real());
        }
        for (long r = 0; r < rows; r++) for (int k = 0; k < run; k += WIDTH)
            store(x + at + r * stride + k, load(buffer + (k * rows + r * WIDTH)));
    }
}

int main(int argc, char **argv) {
    if (argc != 5) return 2;
    qubits = atoi(argv[1]);
    int steps = atoi(argv[2]), threads = atoi(argv[3]), repeats = atoi(argv[4]);
    if (qubits < BLOCK || qubits > 13) return 2;
    int low = qubits <= 10 ? BLOCK : 8, far = qubits - low, across = low - BLOCK, run = far > 4 ? 16 : 64;
    turnOf[0] = std::polar(1.0, 2.5 / qubits);
    turnOf[1] = std::conj(turnOf[0]);
    turnOf[2] = turnOf[3] = 1;
    for (int k = 0; k < BLOCK; k++) ofDigits[k] = factors(k == 0 ? 0 : k - 1);
    groups = factors(4);
    for (int k = 0; k < 256; k++) { lanesRe[k] = factor(k, 4).real(); lanesIm[k] = factor(k, 4).imag(); }
    Map first = product(relaxation(20e-9), quarterTurn()), later = product(first, relaxation(25e-9)), last = relaxation(25e-9);
    long size = 1L << (2 * qubits);
    double *x = (double *)mmap(nullptr, size * 8 + (2 << 20), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    x = (double *)(((size_t)x + (2 << 20) - 1) & ~((size_t)(2 << 20) - 1));
    madvise(x, size * 8, MADV_HUGEPAGE);
    double start[4] = {(1 + cos(2)) / 2, (1 - cos(2)) / 2, sin(2) * cos(1) / sqrt(2), -sin(2) * sin(1) / sqrt(2)};

    auto near = [&](bool turn, const Map *map) {
        long tile = 1L << (2 * low);
        #pragma omp parallel num_threads(threads)
        {
            std::vector<double> buffer(16 * 64 + 8);
            #pragma omp for schedule(dynamic)
            for (long t = 0; t < size / tile; t++) {
                double *y = x + t * tile;
                Complex outside = factor(t, far);
                for (long b = 0; turn && b < tile / BLOCK_SIZE; b++)
                    turnBlock(y + b * BLOCK_SIZE, outside * factor(b, across));
                if (across > 0) gathered(y, BLOCK, across, 64, map, turn, true, outside, buffer.data(), 0, BLOCK_SIZE);
                for (long b = 0; map && b < tile / BLOCK_SIZE; b++) mapBlock(y + b * BLOCK_SIZE, *map);
            }
        }
    };
    auto upper = [&](const Map &map) {
        if (far == 0) return;
        long stride = 1L << (2 * low);
        #pragma omp parallel num_threads(threads)
        {
            std::vector<double> buffer((1L << (2 * far)) * run + 8);
            #pragma omp for schedule(dynamic, 4)
            for (long t = 0; t < stride; t += run)
                gathered(x, low, far, run, &map, true, false, 1, buffer.data(), t, t + run);
        }
    };

    std::vector<double> millis;
    for (int r = -1; r < repeats; r++) {
        #pragma omp parallel for num_threads(threads)
        for (long i = 0; i < size; i++) {
            double p = 1;
            for (int q = 0; q < qubits; q++) p *= start[i >> (2 * q) & 3];
            x[i] = p;
        }
        auto from = std::chrono::steady_clock::now();
        near(false, &first);
        for (int s = 0; s < steps; s++) {
            upper(s == 0 ? first : later);
            near(true, s < steps - 1 ? &later : &last);
        }
        if (r >= 0) millis.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count() / steps);
    }
    for (int q = low; q < qubits; q++) mapDigit(x, size, 1L << (2 * q), last);
    double purity = 0, z = 0;
    for (long i = 0; i < size; i++) {
        purity += x[i] * x[i];
        if ((i & (0xAAAAAAAAAAAAAAAAL & (size - 1))) == 0) z += (i & 1) == 0 ? x[i] : -x[i];
    }
    std::sort(millis.begin(), millis.end());
    printf("{\"peer\":\"C++ twin\",\"qubits\":%d,\"threads\":%d,\"ms_per_step\":%.6g,\"ms_min\":%.6g,\"purity\":%.12g,\"z0\":%.12g}\n",
        qubits, threads, millis[millis.size() / 2], millis[0], purity, z);
}
