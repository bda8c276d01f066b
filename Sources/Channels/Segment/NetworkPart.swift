import Foundation

/// The part of an address that names a network and not a household: the first 24 bits of IPv4, the first 48 of IPv6.
/// `nil` when it is no address.
package func networkPart(of address: String) -> String? {
    var four = in_addr()
    if inet_pton(AF_INET, address, &four) == 1 {
        let parts = withUnsafeBytes(of: four) { Array($0) }
        return "\(parts[0]).\(parts[1]).\(parts[2]).0"
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, address, &six) == 1 else { return nil }
    let parts = withUnsafeBytes(of: six) { Array($0) }
    return stride(from: 0, to: 6, by: 2).map { String(UInt16(parts[$0]) << 8 | UInt16(parts[$0 + 1]), radix: 16) }.joined(separator: ":") + "::"
}
