// HTML left in texts is told from signs that merely look like it.
#include "polyvocal/corpus/markup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace polyvocal {
namespace {

TEST(Markup, TagsAndReferencesAreFound) {
  EXPECT_TRUE(has_markup("<p>Ann Lee spoke.</p>"));
  EXPECT_TRUE(has_markup("Ann Lee<br/>spoke.<BR />"));
  EXPECT_TRUE(has_markup("See <a href=\"x.html\">this</a>."));
  EXPECT_TRUE(has_markup("It&#8217;s Ann&nbsp;Lee"));
  EXPECT_TRUE(has_markup("&ldquo;Yes&#x2019;"));
  EXPECT_TRUE(has_markup("<div\nclass='x'>Ann Lee</div>"));
}

TEST(Markup, WhatOnlyLooksLikeItIsNone) {
  EXPECT_FALSE(has_markup(""));
  EXPECT_FALSE(has_markup("x < y and y > z; a <b and c> d <b or c"));
  EXPECT_FALSE(has_markup("AT&T and R&D; Marks & Spencer; Q&A;"));
  EXPECT_FALSE(has_markup("Ann <ann@example.org> wrote to <bo@example.org>"));
  EXPECT_FALSE(has_markup("They spoke of the <p> tag."));
  EXPECT_FALSE(has_markup("<3 <3 <- -> << >>"));
  EXPECT_FALSE(has_markup("<p"));
  EXPECT_FALSE(has_markup("<<<<&&&&&#;&#&;"));
}

TEST(Markup, DocumentsAreInOrder) {
  CorpusBuilder builder;
  for (const char* text : {"<p>One</p>", "Two", "<b>Three</b>"}) {
    builder.add({.id = std::string("d") + text[1], .text = text});
  }
  EXPECT_THAT(documents_with_markup(std::move(builder).finish()), testing::ElementsAre(0U, 2U));
}

}  // namespace
}  // namespace polyvocal
