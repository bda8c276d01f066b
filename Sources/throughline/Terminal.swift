import Foundation

/// A line for whoever started the program, at once even into a pipe.
func say(_ text: String) {
    print(text)
    fflush(nil)
}

/// A line that is written over by the next one; nothing when nobody watches.
func progressLine(_ text: String) {
    guard isatty(2) == 1 else { return }
    FileHandle.standardError.write(Data("\r\(text)\u{1B}[K".utf8))
}

func progressEnd() {
    guard isatty(2) == 1 else { return }
    FileHandle.standardError.write(Data("\n".utf8))
}

/// A sentence for whoever started the program, beside what it prints.
func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}
