package import Timeline

/// A piece of a file, ready to be written in one go.
package struct ImportBatch: Sendable {
    package var touchpoints: [NewTouchpoint] = []
    /// For each touchpoint the line of the file where its record begins, counted from 1.
    package var lines: [Int] = []
    /// The touchpoints made ready for the line, where that needed nothing but them.
    package var prepared: Line.Prepared?
    package var rejected: [RejectedRow] = []
    /// What was left out of all touchpoints so far, since the reading began.
    package var nameless = Nameless()
    /// Records of the file that are done with once this batch is written: where to start again.
    package var records = 0
    /// Bytes of the file (compressed ones, if it is compressed) read so far.
    package var bytesDone: Int64 = 0

    /// No batch has more touchpoints, or more rejected rows. A page of an index is written once a batch, however many rows fall on it.
    static let limit = 5_000
}
