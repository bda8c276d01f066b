import Foundation
import Kernel

extension Configuration {
    /// Why the system does not let us listen, for what whoever started the server can mend; `nil` for anything else.
    func refusal(errno code: Int32) -> Failure? {
        switch code {
        case EADDRINUSE: .conflict("Port \(ports) of \(host) is taken by another program: choose another with --port, or stop that one.")
        case EADDRNOTAVAIL: .invalid("host", "“\(host)” is no address of this machine: name one with --host.")
        case EACCES: .invalid("port", "\(ports) may not be used by this account: choose one above 1023 with --port.")
        default: nil
        }
    }

    private var ports: String { metricsPort.map { "\(port) or \($0)" } ?? "\(port)" }
}
