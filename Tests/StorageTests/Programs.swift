import Kernel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Runs a program silently, and returns how it ended. It waits for that program alone: what the program left running in the
/// background, such as a server, goes on. (Foundation's `Process` would wait for that too.)
@discardableResult
func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0)

    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var child = pid_t()
    guard posix_spawn(&child, program, &files, nil, words, environ) == 0 else { throw Failure.missing(program) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    return status
}

@discardableResult
func run(_ program: String, _ arguments: String...) throws -> Int32 { try run(program, arguments) }
