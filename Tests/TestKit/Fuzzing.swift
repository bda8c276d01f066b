import Foundation

/// Runs `body` with chance of another seed each time: two hundred times, or for as many seconds as THROUGHLINE_FUZZ_SECONDS says. Seeds are
/// counted from 1, or from THROUGHLINE_FUZZ_SEED, so that what was found can be found again.
package func fuzzing(_ body: (inout SeededGenerator, _ seed: UInt64) throws -> Void) throws {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["THROUGHLINE_FUZZ_SECONDS"].flatMap { Int($0) }
    let end = ContinuousClock.now + .seconds(seconds ?? 3_600)
    var seed = environment["THROUGHLINE_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
    var rounds = 0
    while ContinuousClock.now < end, seconds != nil || rounds < 200 {
        var chance = SeededGenerator(seed: seed)
        try body(&chance, seed)
        seed += 1
        rounds += 1
    }
    if seconds != nil { print("fuzzed \(rounds) times, the last seed was \(seed - 1)") }
}

/// Bytes made wrong in the ways that readers find hard: some of another text, some twice, some gone, some that mean something.
package func damaged(_ texts: [String], marks: String, by chance: inout SeededGenerator) -> [UInt8] {
    var bytes = Array((texts.randomElement(using: &chance) ?? "").utf8)
    let marks = Array(marks.utf8) + [0x00, 0x0A, 0x0D, 0x1B, 0x7F, 0x80, 0xC3, 0xED, 0xF4, 0xFE, 0xFF]
    for _ in 0..<Int.random(in: 1...8, using: &chance) {
        let place = Int.random(in: 0...bytes.count, using: &chance)
        let end = min(bytes.count, place + Int.random(in: 0...40, using: &chance))
        switch Int.random(in: 0..<6, using: &chance) {
        case 0: bytes.insert(marks.randomElement(using: &chance) ?? 0, at: place)
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0...bytes.count, using: &chance))
        case 3: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &chance) }
        case 4: bytes.insert(contentsOf: (texts.randomElement(using: &chance) ?? "").utf8.dropFirst(place).prefix(60), at: place)
        default:
            let mark = marks.randomElement(using: &chance) ?? 0
            bytes.insert(contentsOf: repeatElement(mark, count: Int.random(in: 1...300, using: &chance)), at: place)
        }
    }
    return bytes
}
