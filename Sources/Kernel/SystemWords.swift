import Foundation

/// What the system says went wrong with a file, in its own few words: `No such file or directory`.
package func systemWords(_ error: any Error) -> String {
    let inner = (error as? CocoaError)?.userInfo[NSUnderlyingErrorKey] as? any Error
    if let code = (inner as? POSIXError ?? error as? POSIXError)?.code { return String(cString: strerror(code.rawValue)) }
    return switch (error as? CocoaError)?.code {
    case .fileReadInapplicableStringEncoding, .fileReadCorruptFile: "it is no text in UTF-8"
    case .fileNoSuchFile, .fileReadNoSuchFile: "No such file or directory"
    case .fileReadNoPermission, .fileWriteNoPermission: "Permission denied"
    default: "the system gives no reason"
    }
}
