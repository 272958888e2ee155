// Written by tools/measure_name_cues.py; do not edit.
// How much more often (ln) a cue stands at names of a kind than at names of all kinds.
// Names: 3,454 person, 1,622 body, 1,067 firm, 633 place, 108 region, 162 group, 218 adjective.
#pragma once

#include <array>

namespace polyvocal::naming {

inline constexpr std::array<std::array<float, 7>, 10> kRatesBefore = {{
    {0.41F, -0.61F, 0.45F, -0.00F, -0.86F, 0.53F, 0.07F},    // none
    {2.62F, -0.73F, -0.20F, -0.15F, -1.10F, 0.11F, -0.55F},  // title
    {-1.28F, -1.05F, 1.06F, 2.14F, 0.37F, -1.07F, -0.17F},   // place word
    {-0.21F, -0.97F, 0.73F, 1.31F, -0.91F, 0.17F, -0.11F},   // to or from
    {-0.48F, -0.97F, 0.44F, 0.98F, -0.95F, 0.92F, 0.05F},    // of
    {0.59F, -1.28F, -0.19F, 0.67F, -1.17F, -0.04F, 1.42F},   // comma
    {-1.89F, 1.69F, -0.59F, -1.27F, 1.46F, 0.12F, 0.46F},    // article
    {-1.92F, 1.91F, -0.65F, -0.74F, 2.44F, -1.43F, 0.40F},   // place article
    {-1.77F, 0.04F, 0.64F, -0.58F, -0.68F, 0.68F, 1.66F},    // quantifier
    {0.30F, -0.80F, 1.01F, -0.18F, -1.10F, 0.70F, 0.07F},    // object
}};

inline constexpr std::array<std::array<float, 7>, 13> kRatesAfter = {{
    {0.02F, 0.10F, 0.06F, 0.10F, 0.26F, -0.04F, -0.51F},     // none
    {1.02F, 0.42F, 0.17F, -0.64F, -1.20F, 0.06F, 0.17F},     // speech
    {1.41F, -0.35F, 0.13F, -0.18F, -1.17F, 1.10F, -0.96F},   // age
    {1.04F, -0.39F, -0.50F, -0.53F, -1.97F, 1.07F, 1.28F},   // who
    {2.32F, -0.39F, -0.90F, -0.18F, -0.81F, -0.44F, 0.40F},  // role
    {0.77F, -0.35F, -0.53F, 1.51F, 0.15F, -0.32F, -1.23F},   // comma
    {0.39F, 0.76F, 0.81F, 0.96F, -0.27F, -1.69F, -0.96F},    // possession
    {-1.38F, -0.08F, -0.61F, 0.97F, 1.88F, -2.03F, 1.26F},   // place word
    {-1.29F, 0.61F, 0.32F, -0.40F, 0.02F, -1.10F, 1.84F},    // agent
    {-0.99F, 0.08F, 0.52F, -0.50F, -0.08F, -0.27F, 1.25F},   // noun
    {-0.46F, -0.28F, -0.40F, 0.23F, 0.20F, 2.56F, -1.84F},   // plural
    {0.35F, 0.40F, 0.16F, -0.18F, -0.09F, 0.21F, -0.86F},    // verb
    {-2.03F, 1.03F, 1.45F, 0.37F, -0.71F, -2.75F, 2.65F},    // office
}};

}  // namespace polyvocal::naming
