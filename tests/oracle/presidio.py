"""Bytes of text per second: the redactor beside Presidio's analyser, in one run on the same sentences.

    pip install presidio-analyzer
    cargo build --release -p lapor-core --features redact --example score_redaction
    taskset -c 0 python3 tests/oracle/presidio.py [SCORE_REDACTION [FILE]]

Presidio has an empty spaCy pipeline, so a tokeniser and no model, which is the quickest that it can be, and
recognisers made here: a pattern or two for each structured kind with the words that go before it, a
list of given names, and its own for telephones. Those for e-mail addresses and links are patterns too,
as its own ask the network for a list of domains. So it finds less than the redactor does: what is
compared is the time. Both have the one core and a warm start, and of each the median round counts.
"""
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import spacy
from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
# Rounds of the redactor in one process, so that its start does not count.
TIMES = 400

# Kind, pattern, words before it.
PATTERNS = [
    ("NIK", r"\b\d{4}[ .-]?\d{4}[ .-]?\d{4}[ .-]?\d{4}\b", ["nik", "ktp"]),
    ("KK", r"\b\d{16}\b", ["kk", "keluarga"]),
    ("NPWP", r"\b\d{2}\.?\d{3}\.?\d{3}\.?\d-?\d{3}\.?\d{3}\b", ["npwp"]),
    ("NIP", r"\b\d{8} ?\d{6} ?\d ?\d{3}\b", ["nip"]),
    ("PHONE", r"(?:\+?62|\b0)[ -]?8\d{1,2}[ .-]?\d{3,4}[ .-]?\d{3,5}\b", ["hp", "wa", "telp"]),
    ("PHONE", r"\(0\d{2,3}\) ?\d{3,4}-?\d{3,4}\b", ["telp"]),
    ("EMAIL", r"\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+\b", ["email"]),
    ("URL", r"(?i)\b(?:https?://|www\.)[^\s<>\"]+", ["link", "bukti"]),
    ("PLATE", r"\b[A-Z]{1,2} ?\d{1,4} ?[A-Z]{1,3}\b", ["plat", "nopol", "mobil", "motor", "truk"]),
    ("HANDLE", r"(?<!\w)@[A-Za-z0-9_.]{3,30}\b", ["ig", "instagram", "twitter"]),
    ("BANK_ACCOUNT", r"\b\d[\d -]{8,18}\d\b", ["rekening", "rek", "bri", "bca", "mandiri", "bni"]),
    ("ADDRESS", r"(?i)\b(?:jl|jln|jalan|gg)\.? [A-Z][\w ]{2,30} no\.? ?\d+\w?\b", ["alamat", "rumah"]),
    ("ADDRESS", r"(?i)\brt\.? ?\d{1,3}[ /]*rw\.? ?\d{1,3}\b", ["alamat", "rumah"]),
    ("BPJS", r"\b\d{13}\b|\b\d{11}\b", ["bpjs", "jkn", "kis"]),
    ("PASSPORT", r"\b[A-Z]{1,2} ?\d{6,7}\b", ["paspor"]),
    ("SIM", r"\b\d{4}-?\d{4}-?\d{6}\b|\b\d{12}\b", ["sim"]),
    ("CUSTOMER_ID", r"\b\d{11,12}\b", ["pelanggan", "idpel", "meter", "pdam"]),
    ("DOB", r"\b\d{1,2}[-/ ](?:\d{1,2}|[A-Z][a-z]+)[-/ ](?:19|20)\d{2}\b", ["lahir", "ttl"]),
    ("COORD", r"-?\d{1,3}\.\d{4,}, ?-?\d{1,3}\.\d{4,}", ["koordinat", "lokasi"]),
]


class Tokens(SpacyNlpEngine):
    """A tokeniser and nothing behind it."""

    def __init__(self):
        super().__init__()
        self.nlp = {"id": spacy.blank("id")}


def analyser():
    registry = RecognizerRegistry(supported_languages=["id"])
    for number, (kind, pattern, context) in enumerate(PATTERNS):
        registry.add_recognizer(
            PatternRecognizer(
                supported_entity=kind,
                name=f"{kind} {number}",
                supported_language="id",
                patterns=[Pattern(kind, pattern, 0.5)],
                context=context,
            )
        )
    names = (ROOT / "lapor-core/data/names/name_tokens_mit_small.txt").read_text().split("\n")
    names = [name for name in names if name and not name.startswith("#")]
    registry.add_recognizer(
        PatternRecognizer(supported_entity="PERSON", supported_language="id", deny_list=names)
    )
    registry.add_recognizer(PhoneRecognizer(supported_language="id", supported_regions=["ID"]))
    return AnalyzerEngine(registry=registry, nlp_engine=Tokens(), supported_languages=["id"])


def seconds(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/examples/score_redaction"
    file = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "data/redaction/sentences.jsonl"
    texts = [json.loads(line)["text"] for line in file.read_text().splitlines()]
    size = sum(len(text.encode()) for text in texts)
    engine = analyser()
    analyse = lambda: sum(len(engine.analyze(text, language="id")) for text in texts)
    redact = lambda times: subprocess.run(
        [binary, file, "--repeat", str(times)], check=True, capture_output=True, text=True
    ).stdout.strip()
    analyse()
    theirs, ours, said = [], [], ""
    for _ in range(ROUNDS):
        taken, found = seconds(analyse)
        theirs.append(size / taken)
        once, _ = seconds(lambda: redact(0))
        taken, said = seconds(lambda: redact(TIMES))
        ours.append(size * TIMES / (taken - once))
    presidio, redactor = statistics.median(theirs), statistics.median(ours)
    print(f"{len(texts)} texts, {size} bytes")
    print(f"Presidio     {presidio / 1e6:9.3f} MB/s, {found} findings")
    print(f"the redactor {redactor / 1e6:9.3f} MB/s, {said}")
    print(f"{redactor / presidio:.0f} times as fast")


if __name__ == "__main__":
    main()
