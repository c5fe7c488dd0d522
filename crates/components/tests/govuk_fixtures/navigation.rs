//! Says the fixtures of the components that lead around with our structs.

use hawthorn_components::{
    BackLink, Breadcrumbs, Crumb, ExitThisPage, Header, NavItem, PageLink, PageNumber, Pagination,
    PhaseBanner, ServiceNavigation, SkipLink,
};
use maud::{Markup, PreEscaped, Render};

use crate::content::tag_of;
use crate::options::{Options, Unsupported};

type Said = Result<Markup, Unsupported>;

fn page_link(o: Option<Options<'_>>) -> Result<Option<PageLink>, Unsupported> {
    let Some(o) = o else { return Ok(None) };
    let link = PageLink {
        href: o.text("href"),
        content: o.content(),
        label: o.text("labelText"),
        attributes: o.attributes("attributes"),
    };
    o.finish().map(|()| Some(link))
}

pub fn pagination(o: &Options<'_>) -> Said {
    let mut items = Vec::new();
    for item in o.list("items") {
        let i = Options::new(item)?;
        if i.is_empty() {
            continue;
        }
        items.push(if i.yes("ellipsis") {
            PageNumber::Gap
        } else {
            PageNumber::Page {
                number: i.text("number"),
                href: i.text("href"),
                current: i.yes("current"),
                label: i.text("visuallyHiddenText"),
                attributes: i.attributes("attributes"),
            }
        });
        i.finish()?;
    }
    let pagination = Pagination {
        results: String::new(),
        previous: page_link(o.group("previous")?)?,
        next: page_link(o.group("next")?)?,
        items,
        label: o.text("landmarkLabel"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(pagination.render())
}

pub fn breadcrumbs(o: &Options<'_>) -> Said {
    let mut items = Vec::new();
    for item in o.list("items") {
        let i = Options::new(item)?;
        items.push(Crumb {
            content: i.content(),
            href: i.text("href"),
            attributes: i.attributes("attributes"),
        });
        i.finish()?;
    }
    let breadcrumbs = Breadcrumbs {
        items,
        collapse_on_mobile: o.yes("collapseOnMobile"),
        label: o.text("labelText"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(breadcrumbs.render())
}

pub fn back_link(o: &Options<'_>) -> Said {
    let link = BackLink {
        href: o.text("href"),
        content: o.content(),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(link.render())
}

pub fn skip_link(o: &Options<'_>) -> Said {
    let link = SkipLink {
        href: o.text("href"),
        content: o.content(),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(link.render())
}

pub fn service_navigation(o: &Options<'_>) -> Said {
    let mut items = Vec::new();
    for item in o.list("navigation") {
        let i = Options::new(item)?;
        items.push(NavItem {
            content: i.content(),
            href: i.text("href"),
            current: i.yes("current"),
            active: i.yes("active"),
            count: None,
            count_label: String::new(),
            attributes: i.attributes("attributes"),
        });
        i.finish()?;
    }
    let mut navigation = ServiceNavigation {
        items,
        service_name: o.text("serviceName"),
        service_url: o.text("serviceUrl"),
        collapse: o.flag("collapseNavigationOnMobile"),
        menu_text: o.text("menuButtonText"),
        menu_label: o.text("menuButtonLabel"),
        navigation_label: o.text("navigationLabel"),
        navigation_id: o.text("navigationId"),
        navigation_classes: o.text("navigationClasses"),
        label: o.text("ariaLabel"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
        ..ServiceNavigation::default()
    };
    if let Some(slots) = o.group("slots")? {
        let slot = |name: &str| slots.has(name).then(|| PreEscaped(slots.text(name)));
        navigation.start = slot("start");
        navigation.navigation_start = slot("navigationStart");
        navigation.navigation_end = slot("navigationEnd");
        match slots.group("end") {
            Ok(None) => {}
            Ok(Some(end)) => {
                navigation.end = Some(PreEscaped(end.text("html")));
                navigation.end_inline = end.text("align") == "inline";
                end.finish()?;
            }
            Err(_) => navigation.end = slot("end"),
        }
        slots.finish()?;
    }
    Ok(navigation.render())
}

pub fn phase_banner(o: &Options<'_>) -> Said {
    let banner = PhaseBanner {
        tag: o
            .group("tag")?
            .as_ref()
            .map(tag_of)
            .transpose()?
            .unwrap_or_default(),
        content: o.content(),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(banner.render())
}

pub fn generic_header(o: &Options<'_>) -> Said {
    let header = Header {
        name: o.content_of("logoHtml", "logoText"),
        href: o.text("url"),
        container_classes: o.text("containerClasses"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(header.render())
}

pub fn exit_this_page(o: &Options<'_>) -> Said {
    let exit = ExitThisPage {
        // The stock address is a news site; ours is always our own `/leave`.
        href: o.text_or("redirectUrl", "https://www.bbc.co.uk/weather"),
        content: o.content(),
        activated_text: o.text("activatedText"),
        timed_out_text: o.text("timedOutText"),
        press_two_more_text: o.text("pressTwoMoreTimesText"),
        press_one_more_text: o.text("pressOneMoreTimeText"),
        id: o.text("id"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(exit.render())
}
