#include "polyvocal/stance/polarity.h"

#include <algorithm>
#include <cmath>

#include "polyvocal/core/bytes.h"

namespace polyvocal {

namespace {

constexpr std::string_view kMagic = "PVPOLAR ";
constexpr std::uint32_t kVersion = 2;
constexpr std::size_t kRow = 2 * static_cast<std::size_t>(kPolarityColumns);
constexpr double kFewestTerms = 4;
constexpr double kUsualTerms = 16;   // of a sentence: its norm is 1
constexpr double kUsualInPlace = 2;  // the mean of the words of a place, times this

void require_finite(double value, const ByteReader& in) {
  if (!std::isfinite(value)) in.fail();
}

Polarity read_polarity(ByteReader& in) {
  Polarity out;
  out.negative = in.number<double>();
  out.positive = in.number<double>();
  require_finite(out.negative, in);
  require_finite(out.positive, in);
  return out;
}

}  // namespace

std::array<double, 3> Polarity::probabilities() const {
  const double top = std::max({0.0, negative, positive});
  const std::array<double, 3> parts{std::exp(negative - top), std::exp(-top),
                                    std::exp(positive - top)};
  const double sum = parts[0] + parts[1] + parts[2];
  return {parts[0] / sum, parts[1] / sum, parts[2] / sum};
}

double PolarityModel::place_norm(std::size_t words_in_place) {
  return kUsualInPlace / std::max(1.0, static_cast<double>(words_in_place));
}

double PolarityModel::sentence_norm(std::size_t words_in_sentence) {
  return std::sqrt(kUsualTerms / std::max(kFewestTerms, static_cast<double>(words_in_sentence)));
}

double PolarityModel::nearness(int words_away) const {
  return std::exp(-std::abs(words_away) / distance);
}

PolarityModel::Common PolarityModel::common(std::size_t word, bool negated) const {
  Common out{column(word, kPolarityAnywhere), column(word, kPolarityNear)};
  if (negated) out.always += column(word, kPolarityNegated);
  return out;
}

std::string PolarityModel::to_bytes() const {
  ByteWriter out(kMagic, kVersion);
  // The words as one text: a third of the size of a column with eight bytes an offset.
  std::vector<char> text;
  for (std::size_t w = 0; w < words.size(); ++w) {
    text.insert(text.end(), words[w].begin(), words[w].end());
    text.push_back('\n');
  }
  out.column(text).column(weights);
  for (const float scale : scales.negative) out.number(scale);
  for (const float scale : scales.positive) out.number(scale);
  for (const Polarity& rule : rules) out.number(rule.negative).number(rule.positive);
  out.number(bias.negative).number(bias.positive).number(distance).number(measurement_sd);
  return out.finish();
}

PolarityModel PolarityModel::from_bytes(std::string_view block) {
  ByteReader in(block, kMagic, kVersion, "polarity model");
  PolarityModel model;
  const auto text = in.column<char>();
  if (!text.empty() && text.back() != '\n') in.fail();
  const std::string_view all(text.data(), text.size());
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = all.find('\n', at);
    const std::string_view word = all.substr(at, end - at);
    const std::size_t known = model.words.size();
    if (word.empty() || (known > 0 && model.words[known - 1] >= word)) in.fail();
    model.words.push_back(word);
    at = end + 1;
  }
  model.weights = in.column<std::int8_t>();
  if (model.weights.size() != model.words.size() * kRow) in.fail();
  for (float& scale : model.scales.negative) scale = in.number<float>();
  for (float& scale : model.scales.positive) scale = in.number<float>();
  for (const float scale : model.scales.negative) require_finite(static_cast<double>(scale), in);
  for (const float scale : model.scales.positive) require_finite(static_cast<double>(scale), in);
  for (Polarity& rule : model.rules) rule = read_polarity(in);
  model.bias = read_polarity(in);
  model.distance = in.number<double>();
  model.measurement_sd = in.number<double>();
  require_finite(model.measurement_sd, in);
  if (!(model.distance > 0) || model.measurement_sd < 0) in.fail();
  in.finish();
  return model;
}

}  // namespace polyvocal
