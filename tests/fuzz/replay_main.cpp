// Runs a fuzz harness without libFuzzer: over every file given (folders are searched), over the
// empty input, and over seeded random mutations of them. The harness aborts when it finds a
// fault, after the input has been named and saved. Usage:
//
//   text_fuzz [--mutations=N] [--seed=N] PATH...
#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestMutant = 4096;  // keeps one run of quadratic code affordable

std::string current_input;
std::string current_name;

extern "C" void SaveInput(int signal_number) {
  std::signal(signal_number, SIG_DFL);
  std::fprintf(stderr, "input: %s\n", current_name.c_str());
  if (std::FILE* file = std::fopen("failing_input.bin", "wb")) {
    std::fwrite(current_input.data(), 1, current_input.size(), file);
    std::fclose(file);
    std::fprintf(stderr, "saved as failing_input.bin\n");
  }
  std::raise(signal_number);
}

void Run(std::string name, std::string input) {
  current_name = std::move(name);
  current_input = std::move(input);
  // An allocation of exactly this size lets the address sanitizer see a read past the end.
  const std::vector<std::uint8_t> bytes(current_input.begin(), current_input.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

std::vector<fs::path> FilesUnder(const fs::path& path) {
  std::vector<fs::path> files;
  if (fs::is_directory(path)) {
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
  } else if (fs::exists(path)) {
    files.push_back(path);
  }
  return files;
}

// One to eight edits of the kinds that break text code: cut bytes, odd bytes, repeated and moved
// pieces, and characters that change offsets or direction.
class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  std::string Mutate(const std::string& origin) {
    std::string text = origin;
    if (text.size() > kLongestMutant) {
      text = text.substr(Below(text.size() - kLongestMutant), kLongestMutant);
    }
    for (std::size_t edits = 1 + Below(8); edits > 0; --edits) Edit(text);
    return text;
  }

  std::size_t Below(std::size_t bound) {
    return bound == 0 ? 0 : static_cast<std::size_t>(random_() % bound);
  }

 private:
  void Edit(std::string& text) {
    static constexpr std::string_view kPieces[] = {"\"",
                                                   "\xE2\x80\x9C",
                                                   "\xE2\x80\x9D",
                                                   "\xE2\x80\x99s",
                                                   "\xC2\xA0",
                                                   "\xCC\x81",
                                                   "\r\n",
                                                   "\n\n",
                                                   "\xF0\x9F\x87\xB1\xF0\x9F\x87\xBE",
                                                   "\xD8\xAD\xD9\x81\xD8\xAA\xD8\xB1",
                                                   "\xE2\x80\xAE",
                                                   "\xEF\xBB\xBF",
                                                   std::string_view("\0", 1),
                                                   "\xFF",
                                                   "\xC3",
                                                   "\xED\xA0\x80",
                                                   "U.S. Gen. ",
                                                   " said ",
                                                   ", he added, ",
                                                   "(",
                                                   ")",
                                                   "&amp;",
                                                   ",,,"};
    const std::size_t at = Below(text.size() + 1);
    const std::size_t length = Below(std::min<std::size_t>(64, text.size() - at) + 1);
    switch (Below(6)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, kPieces[Below(std::size(kPieces))]);
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(Below(256));
        break;
      case 3:
        text.insert(at, text.substr(at, length));
        break;
      case 4: {
        const std::string moved = text.substr(at, length);
        text.erase(at, length);
        text.insert(Below(text.size() + 1), moved);
        break;
      }
      default:
        text.resize(at);
        break;
    }
  }

  std::mt19937_64 random_;
};

bool ReadNumber(std::string_view argument, std::string_view option, std::uint64_t& value) {
  if (!argument.starts_with(option)) return false;
  argument.remove_prefix(option.size());
  const auto [end, error] =
      std::from_chars(argument.data(), argument.data() + argument.size(), value);
  if (error != std::errc{} || end != argument.data() + argument.size()) {
    std::fprintf(stderr, "not a number: %.*s\n", static_cast<int>(argument.size()),
                 argument.data());
    std::exit(2);
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t mutations = 500;
  std::uint64_t seed = 1;
  std::vector<std::string> origins = {""};
  std::vector<std::string> names = {"(empty)"};
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (ReadNumber(argument, "--mutations=", mutations)) continue;
    if (ReadNumber(argument, "--seed=", seed)) continue;
    for (const fs::path& path : FilesUnder(argument)) {
      std::ifstream file(path, std::ios::binary);
      origins.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
      names.push_back(path.string());
    }
  }
  std::signal(SIGABRT, SaveInput);
#ifndef __SANITIZE_ADDRESS__  // the sanitizer reports this one itself, with the place
  std::signal(SIGSEGV, SaveInput);
#endif
  for (std::size_t i = 0; i < origins.size(); ++i) Run(names[i], origins[i]);
  Mutator mutator(seed);
  for (std::uint64_t i = 0; i < mutations; ++i) {
    const std::size_t pick = mutator.Below(origins.size());
    Run(names[pick] + " (mutation " + std::to_string(i) + ")", mutator.Mutate(origins[pick]));
  }
  std::printf("%zu inputs and %llu mutations\n", origins.size(),
              static_cast<unsigned long long>(mutations));
}
