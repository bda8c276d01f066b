/// A small square matrix, row by row.
struct SquareMatrix: Hashable, Sendable {
    let size: Int
    private var values: [Double]

    init(size: Int) {
        self.size = size
        values = Array(repeating: 0, count: size * size)
    }

    subscript(row: Int, column: Int) -> Double {
        get { values[row * size + column] }
        set { values[row * size + column] = newValue }
    }

    /// - Parameter other: of the same size.
    mutating func add(_ other: SquareMatrix) {
        for place in values.indices { values[place] += other.values[place] }
    }

    /// The rows and columns at these places.
    func part(_ places: [Int]) -> SquareMatrix {
        var part = SquareMatrix(size: places.count)
        for (row, from) in places.enumerated() {
            for (column, other) in places.enumerated() { part[row, column] = self[from, other] }
        }
        return part
    }
}

extension SquareMatrix {
    /// The lower triangle L with LLᵀ = self; `nil` when it is not positive definite, as when two columns say the same.
    func cholesky() -> SquareMatrix? {
        var lower = SquareMatrix(size: size)
        for row in 0..<size {
            for column in 0...row {
                var rest = self[row, column]
                for inner in 0..<column { rest -= lower[row, inner] * lower[column, inner] }
                if row == column {
                    guard rest > 1e-10 * max(self[row, row], 1e-300) else { return nil }
                    lower[row, row] = rest.squareRoot()
                } else {
                    lower[row, column] = rest / lower[column, column]
                }
            }
        }
        return lower
    }

    /// x with LLᵀx = right, where self is L.
    func solved(_ right: [Double]) -> [Double] {
        var x = right
        for row in 0..<size {
            for inner in 0..<row { x[row] -= self[row, inner] * x[inner] }
            x[row] /= self[row, row]
        }
        for row in (0..<size).reversed() {
            for inner in (row + 1)..<max(size, row + 1) { x[row] -= self[inner, row] * x[inner] }
            x[row] /= self[row, row]
        }
        return x
    }

    /// The diagonal of (LLᵀ)⁻¹, where self is L.
    var inverseDiagonal: [Double] {
        (0..<size).map { place in
            var unit = Array(repeating: 0.0, count: size)
            unit[place] = 1
            return solved(unit)[place]
        }
    }

    /// Eigenvalues and their vectors (as columns) of a symmetric matrix, by rotations of Jacobi.
    func eigen() -> (values: [Double], vectors: SquareMatrix) {
        var matrix = self
        var vectors = SquareMatrix(size: size)
        for place in 0..<size { vectors[place, place] = 1 }
        for _ in 0..<100 {
            var off = 0.0
            for row in 0..<size { for column in 0..<row { off += matrix[row, column] * matrix[row, column] } }
            if off < 1e-24 { break }
            for row in 0..<size { for column in 0..<row { matrix.rotate(row, column, &vectors) } }
        }
        return ((0..<size).map { matrix[$0, $0] }, vectors)
    }

    /// Turns the axes p and q so that their common entry becomes 0.
    private mutating func rotate(_ p: Int, _ q: Int, _ vectors: inout SquareMatrix) {
        guard abs(self[p, q]) > 1e-300 else { return }
        let theta = (self[q, q] - self[p, p]) / (2 * self[p, q])
        let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let cosine = 1 / (t * t + 1).squareRoot()
        let sine = t * cosine
        for k in 0..<size {
            let (a, b) = (self[k, p], self[k, q])
            (self[k, p], self[k, q]) = (cosine * a - sine * b, sine * a + cosine * b)
        }
        for k in 0..<size {
            let (a, b) = (self[p, k], self[q, k])
            (self[p, k], self[q, k]) = (cosine * a - sine * b, sine * a + cosine * b)
        }
        for k in 0..<size {
            let (a, b) = (vectors[k, p], vectors[k, q])
            (vectors[k, p], vectors[k, q]) = (cosine * a - sine * b, sine * a + cosine * b)
        }
    }
}
