import Kernel
import People
import Testing
import Timeline

@Suite struct `People of the demo company` {
    @Test func `are of the language and the script they write in`() {
        let names = Dictionary(grouping: DemoLine.traits.values) { $0["language"] ?? "" }.mapValues { Set($0.compactMap { $0["name"] }) }
        #expect(Set(names.keys) == ["en", "ru", "pl", "zh"])
        #expect(names["ru"]?.allSatisfy { $0.unicodeScalars.contains { ("А"..."я").contains($0) } } == true)
        #expect(names["zh"]?.allSatisfy { $0.unicodeScalars.allSatisfy { ("\u{4E00}"..."\u{9FFF}").contains($0) } } == true)
        #expect(names["pl"]?.contains { $0.unicodeScalars.contains("ł") } == true)
        #expect(names.values.allSatisfy { $0.count > 100 })
    }

    @Test func `look around as nobody before they say who they are`() {
        let joined = DemoLine.touchpoints.prefix(200_000).count {
            $0.identifiers.count == 1 && $0.identifiers[0].type == .anonymousID && DemoLine.users[$0.identifiers[0]] != nil
        }
        #expect(joined > 3_000)
    }

    @Test func `are sometimes never known`() {
        let browsers = Set(DemoLine.touchpoints.lazy.flatMap(\.identifiers).filter { $0.type == .anonymousID })
        let unknown = browsers.count { DemoLine.users[$0] == nil && DemoLine.traits[$0] == nil }
        #expect((1_000...2_500).contains(unknown))
    }

    @Test func `use several browsers`() {
        let browsers = Dictionary(grouping: DemoLine.users.filter { $0.key.type == .anonymousID }, by: \.value)
        #expect(browsers.count { $0.value.count > 1 } > 1_000)
    }

    @Test func `have one address each, or two`() {
        let addresses = Dictionary(grouping: DemoLine.users.filter { $0.key.type == .email }, by: \.value).mapValues(\.count)
        #expect(addresses.values.allSatisfy { $0 <= 2 })
        #expect(addresses.values.count { $0 == 2 } > 200)
    }

    @Test func `share a telephone in a few companies only`() {
        var owners: [Identifier: Set<String>] = [:]
        for touchpoint in DemoLine.touchpoints {
            guard let user = touchpoint.identifiers.first(where: { $0.type == .userID }) else { continue }
            for phone in touchpoint.identifiers where phone.type == .phone { owners[phone, default: []].insert(user.value) }
        }
        #expect((2...20).contains(owners.values.count { $0.count > 1 }))
    }

    @Test func `share no address, card or browser`() {
        var owners: [Identifier: String] = [:]
        for touchpoint in DemoLine.touchpoints {
            guard let user = touchpoint.identifiers.first(where: { $0.type == .userID }) else { continue }
            for identifier in touchpoint.identifiers where identifier.type != .phone {
                #expect(owners.updateValue(user.value, forKey: identifier) ?? user.value == user.value)
            }
        }
    }

    @Test func `come back to the showroom what they left in the cart on the web`() {
        var left: Set<String> = []
        var bought = 0
        for touchpoint in DemoLine.touchpoints {
            guard let user = touchpoint.identifiers.lazy.compactMap({ DemoLine.users[$0] }).first else { continue }
            if touchpoint.kind == "cart_abandoned" { left.insert(user) }
            if touchpoint.kind == "order_placed", left.remove(user) != nil, touchpoint.channel == "shop" { bought += 1 }
        }
        #expect(bought > 100)
    }
}
