// Written by tools/measure_name_cues.py; do not edit.
// How much more often (ln) a cue stands at names of a kind than at names of all kinds.
// Names: 3,419 person, 1,634 body, 1,083 firm, 629 place, 108 region, 163 group, 220 adjective.
#pragma once

#include <array>

namespace polyvocal::naming {

inline constexpr std::array<std::array<float, 7>, 10> kRatesBefore = {{
    {0.43F, -0.61F, 0.45F, -0.00F, -0.86F, 0.52F, 0.07F},    // none
    {2.63F, -0.74F, -0.20F, -0.14F, -1.10F, 0.10F, -0.55F},  // title
    {-1.27F, -1.06F, 1.05F, 2.14F, 0.37F, -1.08F, -0.16F},   // place word
    {-0.20F, -0.97F, 0.72F, 1.30F, -0.90F, 0.17F, -0.11F},   // to or from
    {-0.46F, -0.99F, 0.45F, 0.99F, -0.95F, 0.92F, 0.05F},    // of
    {0.39F, -1.26F, -0.15F, 0.71F, -1.14F, -0.01F, 1.45F},   // comma
    {-1.87F, 1.69F, -0.60F, -1.26F, 1.45F, 0.14F, 0.45F},    // article
    {-1.91F, 1.88F, -0.65F, -0.75F, 2.43F, -1.39F, 0.38F},   // place article
    {-1.75F, 0.04F, 0.64F, -0.59F, -0.68F, 0.67F, 1.66F},    // quantifier
    {0.31F, -0.80F, 1.00F, -0.17F, -1.10F, 0.69F, 0.08F},    // object
}};

inline constexpr std::array<std::array<float, 7>, 13> kRatesAfter = {{
    {0.01F, 0.10F, 0.07F, 0.10F, 0.26F, -0.04F, -0.50F},     // none
    {1.05F, 0.43F, 0.17F, -0.68F, -1.19F, 0.06F, 0.16F},     // speech
    {1.43F, -0.35F, 0.11F, -0.17F, -1.16F, 1.10F, -0.96F},   // age
    {1.06F, -0.39F, -0.52F, -0.55F, -1.97F, 1.08F, 1.28F},   // who
    {2.33F, -0.39F, -0.92F, -0.17F, -0.80F, -0.44F, 0.40F},  // role
    {0.77F, -0.35F, -0.52F, 1.52F, 0.14F, -0.33F, -1.24F},   // comma
    {0.41F, 0.76F, 0.80F, 0.96F, -0.26F, -1.69F, -0.97F},    // possession
    {-1.41F, -0.11F, -0.55F, 1.05F, 1.83F, -2.01F, 1.20F},   // place word
    {-1.28F, 0.60F, 0.31F, -0.40F, 0.01F, -1.11F, 1.86F},    // agent
    {-0.98F, 0.08F, 0.51F, -0.50F, -0.08F, -0.27F, 1.25F},   // noun
    {-0.46F, -0.25F, -0.40F, 0.23F, 0.19F, 2.55F, -1.85F},   // plural
    {0.37F, 0.40F, 0.15F, -0.18F, -0.09F, 0.21F, -0.85F},    // verb
    {-2.02F, 1.03F, 1.42F, 0.38F, -0.71F, -2.75F, 2.65F},    // office
}};

}  // namespace polyvocal::naming
