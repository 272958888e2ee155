#include "actors/forms.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "actors/forms/articles.h"
#include "actors/forms/body_forms.h"
#include "actors/forms/company_forms.h"
#include "actors/forms/form_set.h"
#include "actors/forms/form_words.h"
#include "actors/forms/lands.h"
#include "actors/forms/person_forms.h"
#include "actors/name_parts.h"
#include "actors/traits.h"
#include "actors/us_states.h"
#include "polyvocal/core/error.h"

namespace polyvocal::naming {

namespace {

// Positions of the names in Knowledge::names, actor by actor, and where each actor begins.
struct NamesByActor {
  std::vector<std::uint32_t> names;
  std::vector<std::uint32_t> begins;

  explicit NamesByActor(const std::vector<Name>& listed) : names(listed.size()) {
    std::iota(names.begin(), names.end(), 0U);
    std::stable_sort(names.begin(), names.end(), [&](std::uint32_t a, std::uint32_t b) {
      return listed[a].actor < listed[b].actor;
    });
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      const bool same = i > 0 && listed[names[i]].actor == listed[names[i - 1]].actor;
      if (!same) begins.push_back(i);
    }
    begins.push_back(static_cast<std::uint32_t>(names.size()));
  }

  [[nodiscard]] std::size_t actors() const { return begins.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t actor) const {
    return std::span(names).subspan(begins[actor], begins[actor + 1] - begins[actor]);
  }
};

// What the name of a body or thing is shortened to.
void add_name_parts(const Form& form, ActorType type, const Lands& lands, FormSet& out) {
  const bool company =
      type == ActorType::organisation || type == ActorType::outlet || type == ActorType::other;
  if (company) add_without_legal_form(form, out);
  add_ampersand(form, out);
  add_initials(form, out);
  const std::size_t country = lands.country_prefix(form);
  if (country > 0 && country < form.words.size()) {
    add_initials(slice(form, country, form.words.size()), out);  // "SEC"
  }
}

// "Cordoba" of "Cordoba Province"; "Calif." for California.
void add_place_forms(const Form& form, FormSet& out) {
  if (form.words.size() > 1 && is_generic_end(form.words.back().key)) {
    out.add(part_of(form, 0, form.words.size() - 1, Origin::fragment));
  }
  for (const std::string_view letters : state_abbreviations(join(form.words))) {
    Form shorter = part_of(form, 0, 1, Origin::abbreviation);
    shorter.words[0] = {.key = std::string(letters), .capital = true};
    shorter.surface = letters;
    out.add(std::move(shorter));
  }
}

}  // namespace

class FormCompiler::Rules {
 public:
  explicit Rules(const Knowledge& knowledge)
      : knowledge_(knowledge), lands_(knowledge), names_(knowledge.names) {
    for (const ListedWord& listed : knowledge.words) {
      listed_[fold_key(listed.word)] |= traits_of(listed.what);
    }
  }

  [[nodiscard]] std::size_t batches() const { return 2 * names_.actors() + 1; }

  void compile(std::size_t batch, std::vector<Form>& out) {
    out_.clear();
    const std::size_t actors = names_.actors();
    if (batch < 2 * actors) {
      // Listed names first: what rules derive never takes their place.
      const auto names = names_.of(batch % actors);
      for (const std::uint32_t name : names) out_.add(listed_form(knowledge_.names[name]));
      if (batch >= actors) {
        out_.drop_forms();
        for (const std::uint32_t name : names) add_derived(listed_form(knowledge_.names[name]));
      }
    } else {
      for (std::size_t i = 0; i < knowledge_.corrections.size(); ++i) add_correction(i);
    }
    out_.move_to(out);
  }

 private:
  const Actor& actor_of(const Form& form) const {
    return knowledge_.actors[static_cast<std::size_t>(form.actor)];
  }

  void add_correction(std::size_t index) {
    const Correction& correction = knowledge_.corrections[index];
    Form form = split(correction.surface);
    if (form.words.empty()) {
      throw InputError("correction " + std::to_string(index + 1) + ": surface '" +
                       correction.surface + "' has no word");
    }
    form.actor = correction.actor;
    form.kind = NameKind::variant;
    form.policy = CasePolicy::exact;
    form.origin = Origin::correction;
    form.correction = static_cast<std::int32_t>(index);
    form.loose_possessive = true;
    out_.add(std::move(form));
  }

  Form listed_form(const Name& name) const {
    Form form = split(name.surface);
    if (form.words.empty()) {
      throw InputError("actor '" + knowledge_.actors[static_cast<std::size_t>(name.actor)].id +
                       "': the name '" + name.surface + "' has no word");
    }
    for (FormWord& word : form.words) {
      const auto found = listed_.find(word.key);
      if (found != listed_.end()) word.listed = found->second;
    }
    if (form.words.size() > 1 && form.words[0].key == "the") {
      drop_word(form, 0);
      form.article = true;
    }
    form.actor = name.actor;
    form.kind = name.kind;
    form.policy = name.policy;
    if (actor_of(form).type == ActorType::person && form.kind == NameKind::name) {
      form.given_words = static_cast<std::uint16_t>(family_begin(own_name(form)));
    }
    return form;
  }

  void add_derived(const Form& form) {
    const ActorType type = actor_of(form).type;
    const bool person = type == ActorType::person;
    add_with_articles(form, out_);
    if (form.kind != NameKind::name || form.policy == CasePolicy::exact) return;
    if (!person) {
      for (Form& other : without_apostrophe(form)) {
        mark_respelled(other);
        out_.add(other);
        const bool land = type == ActorType::state || type == ActorType::place;
        if (!land && form.policy == CasePolicy::smart) add_parts(other, lands_, out_);
      }
    }
    if (person) {
      add_person_forms(form, out_);
    } else if (type == ActorType::place) {
      add_place_forms(form, out_);
    } else if (type != ActorType::state) {
      add_name_parts(form, type, lands_, out_);
    }
    if (type == ActorType::armed || type == ActorType::government ||
        type == ActorType::parliament || type == ActorType::organisation ||
        type == ActorType::party || type == ActorType::group) {
      add_body_forms(form, lands_, out_);
    }
    // Last: what the rules above derive is the stronger evidence.
    if (person || type == ActorType::state || type == ActorType::place) return;
    if (form.policy != CasePolicy::smart) return;  // a part in lower case is a plain word
    add_parts(form, lands_, out_);
    const std::size_t stem = stem_end(form);
    if (stem > 1 && stem < form.words.size()) add_parts(slice(form, 0, stem), lands_, out_);
  }

  const Knowledge& knowledge_;
  std::map<std::string, Traits, std::less<>> listed_;  ///< words of language tables
  Lands lands_;
  NamesByActor names_;
  FormSet out_;  ///< of the batch
};

FormCompiler::FormCompiler(const Knowledge& knowledge)
    : rules_(std::make_unique<Rules>(knowledge)) {}
FormCompiler::~FormCompiler() = default;

std::size_t FormCompiler::batches() const { return rules_->batches(); }

void FormCompiler::compile(std::size_t batch, std::vector<Form>& out) {
  rules_->compile(batch, out);
}

}  // namespace polyvocal::naming
