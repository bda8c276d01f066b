/// All kinds and channels, by key and by the number that touchpoints carry.
package struct Catalogue: Sendable {
    package private(set) var kinds: [Kind] = []
    package private(set) var channels: [Channel] = []
    private var numberOfKind: [String: Int64] = [:]
    private var numberOfChannel: [String: Int64] = [:]
    private var kindByWords: [String: String] = [:]
    private var channelByWords: [String: String] = [:]
    private var channelByLetters: [String: String] = [:]
    private var kindOfNumber: [Int64: Kind] = [:]
    private var channelOfNumber: [Int64: Channel] = [:]

    package init() {}

    mutating func add(_ kind: Kind, number: Int64) {
        kinds.append(kind)
        numberOfKind[kind.key] = number
        if kindByWords[kind.key.wordsAlone] == nil { kindByWords[kind.key.wordsAlone] = kind.key }
        kindOfNumber[number] = kind
    }

    mutating func add(_ channel: Channel, number: Int64) {
        channels.append(channel)
        numberOfChannel[channel.key] = number
        if channelByWords[channel.key.wordsAlone] == nil { channelByWords[channel.key.wordsAlone] = channel.key }
        if let letters = channel.key.lettersAlone, channelByLetters[letters] == nil { channelByLetters[letters] = channel.key }
        channelOfNumber[number] = channel
    }

    /// The numbers of all kinds: for questions about everything that are answered from an index by kind.
    package var kindNumbers: [Int64] { kindOfNumber.keys.sorted() }
    package func number(ofKind key: String) -> Int64? { numberOfKind[key] }
    package func number(ofChannel key: String) -> Int64? { numberOfChannel[key] }
    /// How the catalogue writes what differs from one of its kinds in capitals, blanks and marks alone: `Vet Visit` is `vet_visit`.
    package func spelling(ofKind name: String) -> String? { kindByWords[name.wordsAlone] }
    /// The same of channels, also where a mark parts what the catalogue writes as one word: `E-Mail` is `email`.
    package func spelling(ofChannel name: String) -> String? {
        channelByWords[name.wordsAlone] ?? name.lettersAlone.flatMap { channelByLetters[$0] }
    }
    package func kind(_ number: Int64) -> Kind? { kindOfNumber[number] }
    package func channel(_ number: Int64) -> Channel? { channelOfNumber[number] }
}
