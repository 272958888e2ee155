// Groups of a sparse set of scored pairs: average linkage where pairs without a score count as 0.
//
//   std::vector<std::int32_t> group = cluster_pairs(4, a, b, score, 0.5);   // group[document]
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace polyvocal {

/// Joins the two groups whose members score highest on average, again and again, while that is at
/// least `least`. Equal averages: the groups with the smaller first members. Groups are numbered
/// from 0 in the order of their first members. Time grows with the number of pairs, not of items
/// squared.
/// @throws InputError for arrays of different lengths, items out of [0, items), a pair of an item
/// with itself or given twice, scores that are not finite and >= 0, or least <= 0.
std::vector<std::int32_t> cluster_pairs(std::int32_t items, std::span<const std::int32_t> a,
                                        std::span<const std::int32_t> b,
                                        std::span<const double> score, double least);

}  // namespace polyvocal
