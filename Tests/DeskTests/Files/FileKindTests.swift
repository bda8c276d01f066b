import Foundation
import Testing

@testable import Desk

@Suite struct `A file of a visitor` {

    /// A ZIP archive of empty files.
    private func archive(_ names: [String], between: [UInt8] = []) -> [UInt8] {
        func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }
        var (content, directory): ([UInt8], [UInt8]) = ([], [])
        for name in names {
            directory +=
                [0x50, 0x4B, 1, 2] + little(0, 24) + little(name.utf8.count, 2) + little(0, 12) + little(content.count, 4) + Array(name.utf8)
            content += [0x50, 0x4B, 3, 4] + little(0, 22) + little(name.utf8.count, 2) + little(0, 2) + Array(name.utf8)
        }
        let start = content.count
        return content + directory + between + [0x50, 0x4B, 5, 6] + little(0, 4) + little(names.count, 2) + little(names.count, 2)
            + little(directory.count, 4) + little(start, 4) + little(0, 2)
    }

    private func wide(_ text: String) -> [UInt8] {
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    @Test func `is what stands in it, whatever it is called`() {
        let known: [(content: [UInt8], type: String)] = [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "image/png"), ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"),
            (Array("GIF89a".utf8), "image/gif"), (Array("RIFF\0\0\0\0WEBPVP8 ".utf8), "image/webp"), (Array("%PDF-1.7\n".utf8), "application/pdf"),
            (Array("Zażółć, 送货单\r\n".utf8), "text/plain"), ([0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], "text/plain"),
            ([0xFF, 0xFE, 0x41, 0x00], "text/plain"), (wide("WordDocument"), "application/msword"),
            (Array("\0\0\0\u{18}ftypmp42".utf8), "video/mp4"), (Array("\0\0\0\u{18}ftypheic".utf8), "image/heic"),
            (archive(["[Content_Types].xml", "word/document.xml"]), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (archive(["photo.jpg", "list.csv"]), "application/zip"), (Array("ID3\u{3}".utf8), "audio/mpeg"),
        ]
        for (content, type) in known { #expect(FileKind(of: content)?.type == type, "\(type)") }
    }

    @Test func `that runs programs is none`() {
        let programs: [String: [UInt8]] = [
            "Windows": Array("MZ\u{90}\0\u{3}\0\0\0".utf8), "Linux": [0x7F, 0x45, 0x4C, 0x46, 2, 1], "Mac": [0xCF, 0xFA, 0xED, 0xFE, 7, 0],
            "Java": [0xCA, 0xFE, 0xBA, 0xBE, 0, 0], "WebAssembly": [0, 0x61, 0x73, 0x6D], "script": Array("#!/bin/sh\nrm -rf ~\n".utf8),
            "batch": Array("@echo off\r\n".utf8), "page": Array("  <!DOCTYPE html><p>x".utf8), "picture": Array("<svg onload=\"x\"/>".utf8),
            "within": Array("hello\n<SCRIPT>x</SCRIPT>".utf8), "link": [0x4C, 0, 0, 0, 1, 0x14, 2, 0], "installer": wide("MsiFile"),
            "macros": wide("WordDocument _VBA_PROJECT"), "jar": archive(["META-INF/MANIFEST.MF", "A.class"]),
            "macro": archive(["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]), "packed": archive(["photo.jpg", "run.EXE"]),
            "hidden": archive(["a.txt"], between: [1]), "cut": Array(archive(["a.txt"]).dropLast(4)),
            "form": Array("%PDF-1.7 /OpenAction /JavaScript (x)".utf8),
            "launch": Array("%PDF-1.7 /Launch".utf8), "wide script": [0xFF, 0xFE] + "#!x".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
            "PHP": Array("text <?php x".utf8), "nothing": [], "unknown": [0, 1, 2, 3], "7z": [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C],
        ]
        for (name, content) in programs { #expect(FileKind(of: content) == nil, "\(name)") }
    }

    @Test func `is kept under a name that opens it as what it is`() throws {
        let text = try #require(FileKind(of: Array("del *.*".utf8)))
        #expect(text.name("clean.bat") == "clean.bat.txt" && text.name("list.CSV") == "list.CSV" && text.name("txt") == "txt.txt")
        let picture = try #require(FileKind(of: Array("GIF89a".utf8)))
        #expect(picture.name("送货单.exe") == "送货单.exe.gif" && picture.name("a.gif") == "a.gif" && picture.isPicture)
    }
}
