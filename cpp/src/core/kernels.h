// Kernels: the same work written for several processors, chosen at run time by what this one has;
// the plain one runs everywhere.
//
//   const Kernels<Scan> all({{"plain", &scan_plain}, {"avx2", &scan_avx2, has_avx2()}});
//   all.list().back().run(...);  // the fastest
#pragma once

#include <initializer_list>
#include <span>
#include <vector>

#if defined(__x86_64__) && defined(__GNUC__)
#define POLYVOCAL_X86 1
#define POLYVOCAL_AVX2 __attribute__((target("avx2")))
#define POLYVOCAL_AVX512 __attribute__((target("avx512f,avx512bw")))
#define POLYVOCAL_VPOPCNT __attribute__((target("avx512f,avx512vpopcntdq")))
#define POLYVOCAL_VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))
#endif

namespace polyvocal {

#ifdef POLYVOCAL_X86
// A function that carries one of the attributes above is called only where this is true.
inline bool has_avx2() { return __builtin_cpu_supports("avx2") != 0; }
inline bool has_avx512() { return __builtin_cpu_supports("avx512bw") != 0; }
inline bool has_vpopcnt() { return has_avx512() && __builtin_cpu_supports("avx512vpopcntdq") != 0; }
inline bool has_vnni() { return has_avx512() && __builtin_cpu_supports("avx512vnni") != 0; }
#endif

template <class Function>
struct NamedKernel {
  const char* name = "";
  Function run = nullptr;
};

/// Those that this processor can run, of a list in order of speed.
template <class Function>
class Kernels {
 public:
  struct Candidate {
    const char* name;
    Function run;
    bool runs_here = true;
  };
  Kernels(std::initializer_list<Candidate> candidates) {
    for (const Candidate& candidate : candidates) {
      if (candidate.runs_here) list_.push_back({candidate.name, candidate.run});
    }
  }
  [[nodiscard]] std::span<const NamedKernel<Function>> list() const { return list_; }

 private:
  std::vector<NamedKernel<Function>> list_;
};

}  // namespace polyvocal
