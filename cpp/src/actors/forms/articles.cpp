#include "actors/forms/articles.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actors/forms/form_words.h"

namespace polyvocal::naming {

namespace {

std::vector<std::string> articles_before(std::string_view next) {
  std::vector<std::string> articles = {"al", "el", "ul"};
  const char first = next.empty() ? '\0' : next.front();
  if (first == 's') {
    articles.emplace_back("as");
    if (next.starts_with("sh")) articles.emplace_back("ash");
  } else if (first == 'r' || first == 'd' || first == 'n' || first == 't' || first == 'z') {
    articles.push_back(std::string("a") + first);
  }
  return articles;
}

}  // namespace

// "al-Sisi" also as "el-Sisi", "Elsisi"; before s, sh, r, d, n, t, z the article is assimilated.
void add_with_articles(Form form, FormSet& out) {
  const Form original = form;
  out.add(std::move(form));
  for (std::size_t i = 0; i + 1 < original.words.size(); ++i) {
    if (!has(original.words[i], kArticle)) continue;
    const std::string& next = original.words[i + 1].key;
    for (const std::string& article : articles_before(next)) {
      if (article == original.words[i].key) continue;
      Form other = original;
      other.words[i].key = article;
      mark_respelled(other);
      out.add(std::move(other));
    }
    for (const std::string_view article : {"al", "el"}) {
      Form joined = original;
      joined.words[i + 1].key = std::string(article) + next;
      joined.words[i + 1].capital = true;
      drop_word(joined, i);
      joined.given_words = std::min<std::uint16_t>(
          joined.given_words, static_cast<std::uint16_t>(joined.words.size() - 1));
      joined.joined_article = true;
      mark_respelled(joined);
      out.add(std::move(joined));
    }
    if (i > 0 && original.words.size() > 2) {  // "Fayez Sarraj"
      Form bare = original;
      drop_word(bare, i);
      mark_respelled(bare);
      out.add(std::move(bare));
    }
    break;  // one article a name is varied; more would multiply
  }
}

}  // namespace polyvocal::naming
